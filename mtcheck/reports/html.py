"""HTML: the page an editor reads (see `mtcheck.reports.page`)."""

from __future__ import annotations

from mtcheck.reports.page.render import render

__all__ = ["render"]
