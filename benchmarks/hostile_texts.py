"""Hostile texts that grow: what rules and readers may take too long on. Each is made by its size in
characters.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Final

Generate = Callable[[int], str]

_LEAD = "The council met on Tuesday. "
_SENTENCE = "The council met on Tuesday, and its members voted for the new budget of the town. "
_CONSONANTS, _VOWELS = "bcdfghklmnprstvwz", "aeiou"


def _repeated(unit: str, *, lead: str = _LEAD, end: str = "") -> Generate:
    """The unit again and again, behind a sentence."""
    return lambda size: lead + unit * max(1, (size - len(lead) - len(end)) // len(unit)) + end


def _numbered(item: Callable[[int], str], *, lead: str = _LEAD) -> Generate:
    """Items that are all different."""

    def generate(size: int) -> str:
        parts, length = [lead], len(lead)
        for number in count():
            part = item(number)
            length += len(part)
            if length > size and number:
                return "".join(parts)
            parts.append(part)
        raise AssertionError

    return generate


def _nested(opening: str, closing: str, core: str = "a word") -> Generate:
    """The core inside as many openings and closings."""

    def generate(size: int) -> str:
        depth = max(1, (size - len(_LEAD) - len(core)) // (len(opening) + len(closing)))
        return _LEAD + opening * depth + core + closing * depth

    return generate


def _between_letters(character: str) -> Generate:
    """Ordinary text with this between all letters."""

    def generate(size: int) -> str:
        text = _SENTENCE * (size // len(_SENTENCE) // (1 + len(character)) + 1)
        return character.join(text)

    return generate


def word(number: int) -> str:
    """A made-up word, another one for each number."""
    letters = [_CONSONANTS[number % 17]]
    while number or len(letters) < 5:
        letters += (_VOWELS[number % 5], _CONSONANTS[number // 5 % 17])
        number //= 85
    return "".join(letters)


def _name(number: int) -> str:
    return word(number).capitalize()


_PUNCTUATION = {
    "open brackets": _repeated("("),
    "closing brackets": _repeated(")"),
    "brackets and links": _repeated("]("),
    "nested brackets": _nested("(", ")"),
    "nested square brackets": _nested("[", "]"),
    "open brackets and words": _repeated("(word "),
    "open braces": _repeated("{"),
    "straight double quotes": _repeated('"'),
    "straight quotes before words": _repeated('"word '),
    "opening double quotes": _repeated("“word "),
    "closing double quotes": _repeated("word” "),
    "single quotes before words": _repeated("'word "),
    "opening single quotes": _repeated("‘word "),
    "nested quotes": _nested("“‘", "’”"),
    "low quotes": _repeated("„Wort "),
    "guillemets": _repeated("« mot "),
    "apostrophes": _repeated("rock'n'roll o' th' "),
    "apostrophes alone": _repeated("'"),
    "full stops": _repeated("."),
    "full stops and spaces": _repeated(". "),
    "commas": _repeated(","),
    "commas and words": _repeated("word, "),
    "exclamation marks": _repeated("!?"),
    "hyphens": _repeated("-"),
    "hyphenated word": _repeated("well-", end="known."),
    "spaced hyphens": _repeated("- "),
    "dashes": _repeated("– word "),
    "dashes alone": _repeated("—"),
    "colons": _repeated(":"),
    "semicolons": _repeated("word; "),
    "slashes": _repeated("a/"),
    "backslashes": _repeated("\\"),
    "percent signs": _repeated("%s "),
    "full-width punctuation": _repeated("，。（word"),
    "ellipses": _repeated("… "),
    "low quotes alone": _repeated("„"),
    "quotes of typewriters": _repeated("word``“"),
    "a bracket and asterisks": _repeated("*", lead="The council met ["),
    "a loose bracket and a long word": _repeated("an", lead="The council ( met ) "),
}
_WORDS = {
    "ordinary text": _repeated(_SENTENCE),
    "ordinary lines": _repeated(_SENTENCE + "\n"),
    "ordinary paragraphs": _repeated(_SENTENCE + "\n\n"),
    "one long word": _repeated("a"),
    "one long word of syllables": _repeated("ban"),
    "long words": _repeated("antidisestablishmentarianism" * 20 + " "),
    "no spaces": _repeated("ThecouncilmetonTuesday."),
    "capitals": _repeated(_SENTENCE.upper()),
    "one word": _repeated("word "),
    "one capitalised word": _repeated("Word "),
    "two words": _repeated("the council "),
    "function words": _repeated("of the to a in "),
    "one verb": _repeated("has been has "),
    "one letter": _repeated("a "),
    "initials": _repeated("J. R. R. "),
    "abbreviations": _repeated("e.g. Dr. Mr. U.S. "),
    "distinct words": _numbered(lambda number: word(number) + " "),
    "distinct capitalised names": _numbered(lambda number: f"The {_name(number)} came. "),
    "a row of names": _numbered(lambda number: _name(number) + " "),
    "similar names": _numbered(lambda number: f"John Mari{word(number)[:6]} came. "),
    "names in two spellings": _numbered(
        lambda number: f"Anna {word(number // 2)}{'e' * (number % 2)}. ".title()
    ),
    "names with titles": _numbered(lambda number: f"President {_name(number)} said. "),
    "possessives": _numbered(lambda number: f"{_name(number)}'s friend "),
    "names and pronouns": _numbered(lambda number: f"Mary {_name(number)} said he. "),
    "a long name": _repeated("Word", lead="Then "),
    "list of places": _repeated("Paris, ", lead="In Rome, Bonn and Oslo, in ", end="X."),
    "placeholders in one sentence": _repeated("|%s", lead="The code "),
    "mojibake and a long word": _repeated("ab{}", lead="PokÃ©mon "),
    "places": _repeated("Paris and France and Germany and "),
    "organisations": _repeated("United Nations Organisation of the "),
    "foreign words": _repeated("la politique de l'État dans le monde entier "),
    "German": _repeated("der Rat hat am Dienstag über den Haushalt der Stadt abgestimmt "),
    "mixed languages": _repeated("the council und der Rat et la ville "),
    "old spelling": _repeated("ye olde goodnesse of publick libertie doth "),
    "words explained": _numbered(lambda number: f"the {word(number)} (or {word(number + 7)}), "),
    "quoted words": _numbered(lambda number: f"the “{word(number)}” "),
    "quoted foreign words": _repeated("“la vie est belle dans la ville” "),
    "foreign words alone": _numbered(lambda number: f"{word(number)} der {word(number + 1)} und "),
    "doubled words": _repeated("the the council council met met. "),
    "doubled phrases": _repeated("in the town of in the town of "),
    "repeated sentences": _repeated("It was so. "),
    "lower-case starts": _repeated("it was. so it is. "),
    "verbs": _repeated("did went to goed has being been "),
}
_NUMBERS = {
    "one long number": _repeated("1"),
    "numbers": _numbered(lambda number: f"{number} "),
    "groups of three": _repeated("123 "),
    "numbers with commas": _repeated("1,"),
    "numbers with points": _repeated("1.", lead="Prices: "),
    "numbers with both": _repeated("1.234,56 "),
    "number of many groups": _repeated(",123", lead="It cost 1"),
    "currencies": _repeated("$5 million million dollars "),
    "number words": _repeated("hundred thousand and "),
    "dates": _repeated("31 February 2020, "),
    "clock times": _repeated("at 14h30 "),
    "ordinals": _repeated("the 3. of "),
    "units": _repeated("5 km km/h "),
    "telephone numbers": _repeated("+49 30 1234-567 "),
}
_CHARACTERS = {
    "zero-width spaces": _between_letters("\u200b"),
    "soft hyphens": _between_letters("\u00ad"),
    "soft hyphens alone": _repeated("\u00ad"),
    "soft hyphens at line ends": _repeated("coun\u00ad\ncil "),
    "joiners": _between_letters("\u200d"),
    "noncharacters": _between_letters("\ufdd1"),
    "no-break spaces": _repeated("word\u00a0"),
    "wide spaces": _repeated("word \u2003 "),
    "spaces": _repeated(" ", end="word."),
    "spaces before words": _repeated("     word"),
    "tabs": _repeated("word\t"),
    "spaces before full stops": _repeated("word ."),
    "line breaks": _repeated("\n", end="word."),
    "carriage returns": _repeated("\r", end="word."),
    "short lines": _repeated("word\n"),
    "lines of one space": _repeated("word\n \n"),
    "right-to-left marks": _repeated("\u202eword "),
    "Arabic": _repeated("مرحبا بالعالم "),
    "Chinese": _repeated("市议会于星期二开会，"),
    "Chinese and English": _repeated("the 市议会 met "),
    "mixed scripts": _repeated("сouncil ρolice "),
    "combining characters": _repeated("e\u0301"),
    "stacked combining characters": _repeated("\u0301", lead="The council e"),
    "emoji": _repeated("👩\u200d👩\u200d👧"),
    "astral letters": _repeated("𝒜𝒷 "),
    "mojibake": _repeated("PokÃ©mon â€œwordâ€\x9d "),
    "mojibake alone": _repeated("Ã"),
    "mojibake nested": _repeated("ÃƒÂ"),
    "replacement characters": _repeated("\ufffd"),
    "control characters": _repeated("\x01\x1b["),
}
_MARKUP = {
    "addresses": _repeated("https://example.org/a?b=c&d=e "),
    "one long address": _repeated("a/", lead="See https://example.org/", end="."),
    "e-mail addresses": _repeated("a.b@example.org "),
    "at signs": _repeated("a@"),
    "hosts": _repeated("www.", end="org"),
    "entities": _repeated("&amp;"),
    "entities of entities": _repeated("amp;", lead="The council &"),
    "ampersands": _repeated("&"),
    "numeric entities": _repeated("&#8203;"),
    "open numeric entities": _repeated("&#"),
    "nested tags": _nested("<div>", "</div>"),
    "nested inline tags": _nested("<b>", "</b>"),
    "nested quotations of HTML": _nested("<blockquote>", "</blockquote>"),
    "nested lists of HTML": _nested("<ul><li>word", "</li></ul>"),
    "nested tables of HTML": _nested("<table><tr><td>word", "</td></tr></table>"),
    "unclosed tags": _repeated("<p>word <b>"),
    "unclosed inline tags": _repeated("<i>word "),
    "unclosed quotations of HTML": _repeated("<q>word "),
    "closing tags": _repeated("</div>"),
    "less-than signs": _repeated("<"),
    "open tags": _repeated("<a "),
    "many attributes": _repeated('a="b" ', lead="<p ", end=">The council met.</p>"),
    "unclosed attributes": _repeated("<a b='"),
    "attributes with tags": _repeated('<img alt="a word" title="one"> '),
    "open comments": _repeated("<!-- "),
    "comments": _repeated("<!-- word -->word "),
    "dashes of comments": _repeated("<!--", end=" -" * 20),
    "marked sections": _repeated("<![foo bar "),
    "character data": _repeated("<![CDATA["),
    "processing instructions": _repeated("<?php "),
    "declarations": _repeated("<!DOCTYPE "),
    "open scripts": _repeated("<script>"),
    "open styles": _repeated("<style>a"),
    "line-break tags": _repeated("word<br>"),
    "directives for mtcheck": _repeated("<!-- mtcheck: ignore-next MT101 -->\n\nA word.\n\n"),
    "blocks for mtcheck": _repeated("<!-- mtcheck: ignore-start MT101 -->\n\n"),
    "emphasis": _repeated("*_"),
    "emphasis and words": _repeated("*word _"),
    "asterisks": _repeated("*"),
    "asterisks and letters": _repeated("*a**"),
    "underscores": _repeated("_"),
    "underscores in words": _repeated("a_"),
    "tildes": _repeated("~~a"),
    "backticks": _repeated("`"),
    "backticks of growing runs": _numbered(lambda number: "`" * (number % 300 + 1) + "a"),
    "backticks and words": _repeated("`a "),
    "open links": _repeated("[a"),
    "open link brackets": _repeated("["),
    "open footnotes": _repeated("[^a"),
    "stray less-than signs": _repeated("%}<"),
    "open images": _repeated("!["),
    "links": _repeated("[word](https://example.org) "),
    "links without ends": _repeated("[a]("),
    "links with titles": _repeated('[a](<b> "'),
    "link references": _numbered(lambda number: f"[a{number}]: /b{number}\n\n"),
    "uses of a reference": _repeated("[a] ", lead="[a]: /b\n\n"),
    "footnotes": _numbered(lambda number: f"a[^{number}]\n\n[^{number}]: word\n\n"),
    "autolinks": _repeated("<a:b"),
    "table of Markdown": _repeated("| a | b |\n", lead="| a | b |\n|---|---|\n"),
    "pipes": _repeated("|", lead="a|b\n-|-\n"),
    "wide table of Markdown": lambda size: "\n".join(("|" + unit) * (size // 12) for unit in ("a", "-", "b")),
    "headings": _repeated("# word\n"),
    "number signs": _repeated("#"),
    "underlined headings": _repeated("word\n===\n"),
    "equals signs": _repeated("=", lead="word\n"),
    "list": _repeated("- word\n", lead=""),
    "numbered list": _numbered(lambda number: f"{number}. word\n", lead=""),
    "nested list": lambda size: "".join(f"{' ' * depth}- a\n" for depth in range(int((2 * size) ** 0.5))),
    "list on one line": _repeated("- ", lead="", end="a"),
    "quotation of Markdown": _repeated("> ", lead="", end="a"),
    "lines of quotation": _repeated("> word\n", lead=""),
    "definition list": _repeated("word\n: definition\n\n", lead=""),
    "open fence": _repeated("word\n", lead="```\n"),
    "fences": _repeated("```\nword\n"),
    "containers": _repeated("::: note\nword\n"),
    "open containers": _repeated(":::"),
    "indented code": _repeated("    word\n\n", lead=""),
    "front matter": _repeated("title: word\n", lead="---\n"),
    "rules of Markdown": _repeated("---\n\n"),
    "open liquid": _repeated("{% "),
    "open liquid values": _repeated("{{ "),
    "liquid": _repeated("{% if a %}word{% endif %} "),
    "open raw liquid": _repeated("{% raw %}"),
    "shortcodes": _repeated("{{< a >}}word "),
    "open shortcodes": _repeated("{{< a "),
    "attribute lists": _repeated("word{: .a}\n\n"),
    "open attribute lists": _repeated("{#a "),
    "expressions of MDX": _repeated("{a "),
    "elements of MDX": _repeated("<A b={"),
    "imports of MDX": _repeated("import a from 'b'\n", lead=""),
    "maths": _repeated("$a"),
    "display maths": _repeated("$$a\n"),
    "directives of RST": _repeated(".. note:: word\n\n   word\n\n"),
    "nested directives of RST": lambda size: "".join(
        f"{' ' * (3 * depth)}.. note::\n\n" for depth in range(int((size / 2) ** 0.5))
    ),
    "titles of RST": _repeated("word\n====\n\n"),
    "roles of RST": _repeated(":ref:`a"),
    "references of RST": _repeated("word_ `a <b>`_ "),
    "substitutions of RST": _repeated("|a "),
    "literal blocks of RST": _repeated("word::\n\n"),
    "blocks of AsciiDoc": _repeated("====\nword\n"),
    "open blocks of AsciiDoc": _repeated("----\n"),
    "attributes of AsciiDoc": _repeated(":a: b\n"),
    "macros of AsciiDoc": _repeated("link:a[b "),
    "attributes in AsciiDoc": _repeated("{a}[.b]#"),
    "pluses of AsciiDoc": _repeated("+a"),
    "cues": _numbered(lambda number: f"{number + 1}\n00:00:01,000 --> 00:00:02,000\nA word\n\n", lead=""),
    "cues on one timing": _repeated("a word\n", lead="1\n00:00:01,000 --> 00:00:02,000\n"),
    "arrows": _repeated("-->"),
    "cue tags": _repeated("<00:00:01.000><c.a>", lead="WEBVTT\n\n00:01.000 --> 00:02.000\n"),
    "braces of cues": _repeated("{\\an8}"),
    "PO entries": _numbered(
        lambda number: f'msgid "the word {number}"\nmsgstr "das Wort {number}"\n\n', lead=""
    ),
    "long PO string": _repeated('"a word"\n', lead='msgid "a"\nmsgstr ""\n'),
    "flags of PO": _repeated("#, fuzzy\n", lead=""),
    "placeholders": _repeated("%(a)s {b} $t(c) "),
    "sic": _repeated("word [sic] "),
    "escapes": _repeated("\\u0041\\n"),
}
#: The texts, each by what it has.
TEXTS: Final[dict[str, Generate]] = {**_PUNCTUATION, **_WORDS, **_NUMBERS, **_CHARACTERS, **_MARKUP}
