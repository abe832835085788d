"""What a name sounds like, roughly, in whatever script it stands: the classes of its consonants.

Romanised by anyascii (all of Unicode), then coded like Soundex, with classes that survive transcription
between scripts: b p, f v, d t, sibilants, g k h, m n, l, r. Good enough to find a name's counterpart in the
same sentence, not to judge a spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Spellings of one sound, the longer first.
_SAME_SOUND = (
    *((spelling, "s") for spelling in "shch sch tch dzh ch sh zh ts tz cz sz dj".split()),
    ("ph", "f"),
    ("th", "t"),
    ("wh", "v"),
    ("x", "ks"),
    *((spelling, "k") for spelling in "kh gh qu ck".split()),
)
_CLASSES = str.maketrans("bpfvwdtszjgkqhcmnlr", "bbvvvttssskkkkknnlr")
_SOFT_C = re.compile("c(?=[eiy])")
_SILENT_H = re.compile("(?<=[aeiou])h(?=[^aeiou]|$)")
_DROPPED = re.compile("[^a-z]|[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_ARTICLE = re.compile(r"^(?:al-|al(?=[^aeiou])|l(?=[^aeiou]))")


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """The word in ASCII letters, lower case."""
    if word.isascii():
        return word.lower()
    from anyascii import anyascii  # its tables are read as they are needed

    return anyascii(word).lower()


@lru_cache(maxsize=50_000)
def sound(word: str, *, of: str) -> str:
    """The consonant classes of a name, as they would come through the language `of` (ISO 639-1). Empty
    where nothing is left.
    """
    letters = latin(word)
    if of == "ar" and len(letters) > 4:
        letters = _ARABIC_ARTICLE.sub("", letters)
    letters = _SILENT_H.sub("", _SOFT_C.sub("s", letters))
    for spelling, sound_of_it in _SAME_SOUND:
        letters = letters.replace(spelling, sound_of_it)
    code = _DROPPED.sub("", letters).translate(_CLASSES)
    if of == "ja":
        code = code.replace("l", "r").replace("v", "b")
    return _DOUBLED.sub(r"\1", code)
