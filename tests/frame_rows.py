"""Rows of articles for the tests of frames and archives, and settings that load nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mtcheck import Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate."
DAMAGED = "The council met on Tuesday. They do not not know when the the school will open again, he said."
GERMAN = "Der Rat hat am Dienstag getagt und nach einer kurzen Debatte den Haushalt beschlossen."


def rows(number: int) -> list[tuple[int | None, str | None]]:
    """(id, text): repeated ids, null ids, texts that are null, not English, damaged and clean."""
    rows: list[tuple[int | None, str | None]] = []
    for index in range(number):
        kind = index % 10
        article = DAMAGED if kind % 2 else CLEAN
        text = {3: None, 7: GERMAN}.get(kind, f"{article} It was number {index}.")
        rows.append((None if kind == 5 else index // 2, text))
    return rows


def frame(number: int) -> pd.DataFrame:
    ids, texts = zip(*rows(number), strict=True)
    columns: dict[str, Any] = {"id": pd.array(ids, dtype="Int64"), "text": pd.array(texts, dtype="string")}
    return pd.DataFrame(columns)
