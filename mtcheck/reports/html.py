"""The report as one HTML page; `page` makes it."""

from __future__ import annotations

from mtcheck.reports.page.render import render

__all__ = ["render"]
