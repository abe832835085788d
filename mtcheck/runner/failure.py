"""A mistake of ours: it is said of the article that it struck, and the other articles are not lost."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

#: Characters of an exception's message that are shown.
_SHOWN = 200


_log = logging.getLogger(__name__)


def describe_failure(error: Exception, name: str) -> str:
    """What to say of the article of that name, on which mtcheck itself failed. The log has the traceback."""
    _log.debug("%s: mtcheck itself failed on it", name, exc_info=error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    cause = f"{type(error).__name__}: {str(error)[:_SHOWN]}; {place}"
    return f"mtcheck itself failed on it ({cause}); please report that, with the article if you may"
