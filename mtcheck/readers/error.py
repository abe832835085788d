"""What a reader says when it cannot read."""

from __future__ import annotations


class ReadError(Exception):
    """An article could not be read.

    name: the file, as the user wrote it. cause: what is wrong with it. next_step: what to do about it.
    `str()` has all three: “report.pdf: is a PDF file; export it as text or .docx and check that”.
    """

    def __init__(self, name: str, cause: str, next_step: str) -> None:
        super().__init__(
            name, cause, next_step
        )  # all arguments, so that the error survives a trip between processes
        self.name = name
        self.cause = cause
        self.next_step = next_step

    @property
    def message(self) -> str:
        """Cause and next step, for a place that names the file anyway."""
        return f"{self.cause}; {self.next_step}"

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"
