"""Decisions made before about findings: in comments, settings, a vocabulary, a baseline; unchanged lines.

Each kind takes findings out of those that count and keeps them as `Suppressed`, so that reports can still
show them. `decisions` applies the kinds in that order. A decision that is out of date becomes a finding
(`rules/housekeeping`).
"""
