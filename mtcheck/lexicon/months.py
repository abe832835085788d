"""The months in English, as alternatives of a regular expression."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
