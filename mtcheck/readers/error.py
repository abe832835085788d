"""The error of a reader that cannot read."""

from __future__ import annotations


class ReadError(Exception):
    """An article could not be read.

    `str()` says all: “report.pdf: is a PDF file; export it as text or .docx and check that”.
    """

    def __init__(self, name: str, cause: str, next_step: str) -> None:
        super().__init__(name, cause, next_step)  # all of them, so that the error can be pickled
        self.name = name
        """The file, as the user wrote it."""
        self.cause = cause
        """What is wrong with it."""
        self.next_step = next_step
        """What to do about it."""

    @property
    def message(self) -> str:
        """Cause and next step, for a place that names the file anyway."""
        return f"{self.cause}; {self.next_step}"

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"
