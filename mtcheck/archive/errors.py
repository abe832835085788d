"""What may keep a run from its work."""

from __future__ import annotations


class ArchiveError(Exception):
    """The work could not be done. The message names what is concerned, the cause and the next step."""

    def __init__(self, message: str) -> None:
        super().__init__(message if message.endswith(".") else f"{message}.")


class StoreError(ArchiveError):
    """The folder of the results cannot be written to, or holds something else."""


class EngineFailedError(ArchiveError):
    """The engine could not do its work."""
