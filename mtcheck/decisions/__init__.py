"""Decisions that hold: comments in the text, entries in the settings, a vocabulary, a baseline, lines that
did not change.

Each takes findings out of those that count and keeps them as `Suppressed`, so that every report can still
show them; `decisions` applies them in that order. What of it is out of date is a finding itself
(`housekeeping`).
"""
