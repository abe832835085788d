"""Files beside the articles: settings, vocabularies, glossaries, baselines, entries of the cache.

They are read whole, up to a limit. What holds no text, such as a folder or a named pipe, is refused: a pipe
would be waited for.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

#: The most that is read, in bytes: a vocabulary of a million words has 10 MB.
MAX_BYTES = 50_000_000
#: O_NONBLOCK waits for no other end of a pipe.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_REFUSED = (
    (stat.S_ISDIR, "it is a folder, not a file"),
    (stat.S_ISFIFO, "it is a named pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
)


def read_side_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises OSError, whose `strerror` says the cause.

    A device is read, too, because `/dev/null` is a usual way to name an empty file.
    """
    try:
        file = os.open(path, _FLAGS)
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(errno.ELOOP, "it is a link to what is not there") from None
        raise
    except ValueError as error:
        raise OSError(errno.EINVAL, f"its name is none ({error})") from None
    try:
        _check_kind(file)
        with os.fdopen(file, "rb", closefd=False) as stream:
            data = stream.read(max_bytes + 1)
    finally:
        os.close(file)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"it has more than {max_bytes // 1_000_000} MB")
    return data


def is_there(path: Path) -> bool:
    """Whether something has this name, be it a link to nothing."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _check_kind(file: int) -> None:
    mode = os.fstat(file).st_mode
    for is_kind, cause in _REFUSED:
        if is_kind(mode):
            raise OSError(errno.EINVAL, cause)
