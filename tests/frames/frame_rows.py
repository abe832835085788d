"""Rows of articles for these tests, and settings that load nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mtcheck import Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate."
DAMAGED = "The council met on Tuesday. They do not not know when the the school will open again, he said."
GERMAN = "Der Rat hat am Dienstag getagt und nach einer kurzen Debatte den Haushalt beschlossen."


def rows(number: int) -> list[tuple[int | None, str | None]]:
    """(id, text): repeated ids, an id that is null, texts that are null, not English, damaged and clean."""
    made: list[tuple[int | None, str | None]] = []
    for index in range(number):
        kind = index % 10
        text = (
            None
            if kind == 3
            else GERMAN
            if kind == 7
            else f"{DAMAGED if kind % 2 else CLEAN} It was number {index}."
        )
        made.append((None if kind == 5 else index // 2, text))
    return made


def frame(number: int) -> pd.DataFrame:
    ids, texts = zip(*rows(number), strict=True)
    columns: dict[str, Any] = {"id": pd.array(ids, dtype="Int64"), "text": pd.array(texts, dtype="string")}
    return pd.DataFrame(columns)
