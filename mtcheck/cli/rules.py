"""`mtcheck rules`, `explain` and `test-rules`: the catalogue, and the examples of house rules."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from mtcheck.cli.choices import NamedChoice
from mtcheck.cli.completion import complete_id
from mtcheck.cli.exit_status import GATE, NOT_CHECKED, PASSED, Failure
from mtcheck.cli.options import load_settings
from mtcheck.cli.output import write_stdout
from mtcheck.cli.settings_options import config_option


@click.command()
@click.option(
    "--format",
    "output_format",
    type=NamedChoice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
@config_option
def rules(output_format: str, config: str | None) -> None:
    """List the rules, those of the house included."""
    from mtcheck.rules.catalogue import as_json, as_markdown, as_text
    from mtcheck.rules.registry import house_rules

    render = {"text": as_text, "json": as_json, "markdown": as_markdown}[output_format]
    try:
        house = house_rules(load_settings({"config": config}).rule)
    except Failure:
        write_stdout(render())  # the settings may be wrong about the id of a rule that is looked up here
        raise
    write_stdout(render(house))


@click.command()
@click.argument("rule", shell_complete=complete_id)
@config_option
def explain(rule: str, config: str | None) -> None:
    """Explain a rule: what it finds, why it matters, examples, figures, source.

    RULE is its id or name; what several begin with, such as MT5, lists these.
    """
    from mtcheck.rules.catalogue import explanations
    from mtcheck.rules.registry import UnknownRuleError, house_rules

    try:
        try:
            write_stdout(explanations(rule))
        except UnknownRuleError:
            write_stdout(explanations(rule, house_rules(load_settings({"config": config}).rule)))
    except UnknownRuleError as error:
        raise Failure(str(error)) from None


@click.command("test-rules")
@config_option
def test_rules(config: str | None) -> NoReturn:
    """Run the examples of the house rules: 0 all are as they say, 1 some are not, 2 nothing could be
    tried.
    """
    from mtcheck.rules.house.examples import as_text, try_rules

    settings = load_settings({"config": config})
    if not settings.rule:
        raise Failure(
            "there are no house rules to test; declare one with [[rule]] in mtcheck.toml, "
            "or name its file (--config)."
        )
    trials = try_rules(settings.rule)
    write_stdout(as_text(trials))
    if any(trial.unfinished for trial in trials):
        sys.exit(NOT_CHECKED)
    sys.exit(PASSED if all(trial.passed for trial in trials) else GATE)
