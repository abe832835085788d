"""A glossary that cannot be read leaves out one rule, and the analysis says so."""

from __future__ import annotations

from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

from .pairs import analyse_pair


def test_a_glossary_that_is_not_there_is_a_problem_of_the_analysis() -> None:
    settings = Settings(glossary=("/nowhere/terms.csv",))
    source, target = (
        Document("Der Bundestag stimmte dem neuen Gesetz am Mittwoch zu."),
        Document("The Bundestag passed it on Wednesday."),
    )
    analysis = analyse_pair(source, target, settings)
    assert analysis.problems[0].startswith("MT617 did not run: glossary /nowhere/terms.csv: cannot be read")
