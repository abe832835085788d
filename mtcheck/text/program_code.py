"""Whether a text is program code or data, and not prose however many brackets and signs it has.

Citations, results, prices and formulas are full of brackets and signs, too. So a mark counts only where code
has it and prose has not: a bracket behind a name, an operator, a line that ends in “;” or “{”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtcheck.text.words import Word

# Each match is a mark of code, its length its weight.
_CODE = re.compile(
    r"""
    [{}\\`]
  | (?<=[A-Za-z_][a-z_A-Z])(?<![A-Z][a-z])\((?!s\))(?=[\w"'()\[\]{}*&$./<-])  # print(x)
  | \(\)|\[\]                                            # a call, an empty list
  | (?<=\w)\[(?=[\d"'$:-])|(?<=["'])\]                   # rows[1], row["id"]
  | (?<=["'])\s?:                                        # "id": 1
  | (?<![=+*|:&<>-])(?:[=!<>+*/|&:-]=|=>|->|<>|&&|\|\||::|\+\+|--(?=\w))(?![=+*|:&>-])|\$(?=[A-Za-z({])
  | (?<=[\w\]"')])\s?=(?=\s?["'\[({$]|\s?[A-Za-z_]\w*[(\[.])  # a = b.c
  | (?<=\w)=(?=\w)                                       # a=b
  | (?<=[A-Za-z]{2})_(?=\w)|(?<!\w)_+[A-Za-z]
  | </?[a-z][^<>\n]{0,80}>
  | (?<=[)\]}"'\d]);(?=[ \t]*(?:\n|$))|;(?=\s?\})
  | ;(?=[^\s”"’')\]])
  | (?<!\S)(?://|\#!?)(?=\s?[a-z/])
  | (?<=[a-z])\.(?=[a-z_]\w*[(\[.])                      # json.dumps(
    """,
    re.VERBOSE,
)
_FEWEST = 12  # marks
_SHARE = 0.05  # of marks among marks and letters


def looks_like_code(prose: str, words: Sequence[Word]) -> bool:
    """Whether marks that only code has are a large part of the text. words: without numbers."""
    marks = sum([min(len(match.group()), 3) or 1 for match in _CODE.finditer(prose)])
    letters = sum([word.end - word.start for word in words])
    return marks >= _FEWEST and marks > _SHARE * (letters + marks)
