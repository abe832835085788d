"""The XLIFF of Trados, memoQ and Phrase: their segments, states and tags."""

from __future__ import annotations

import time

import pytest

from mtcheck.readers import Bitext, ReadError, read_texts
from mtcheck.text.span import Span

SDL = """<?xml version="1.0" encoding="utf-8"?><xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><file original="C:\\a.docx"
datatype="x-sdlfilterframework2" source-language="de-DE" target-language="en-GB"><header>
<file-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><value key="SDL:FileId">1</value></file-info>
<tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="3"><bpt name="b">&lt;b&gt;</bpt>
<ept name="b">&lt;/b&gt;</ept></tag></tag-defs></header><body>
<trans-unit id="lockTU_1" translate="no" sdl:locktype="Manual"><source>N 12</source></trans-unit>
<group><sdl:cxts><sdl:cxt id="1"/></sdl:cxts><trans-unit id="u1">
<source>Der <g id="3">Hafen</g> ist zu. Er wird geräumt. Das Eis ist dick.</source>
<seg-source><mrk mtype="seg" mid="1">Der <g id="3">Hafen</g> ist zu.</mrk> <g id="9"><mrk mtype="seg"
mid="2">Er wird geräumt.</mrk></g> <mrk mtype="seg" mid="3">Das Eis ist dick.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">The <g id="3">port</g> is <mrk mtype="x-sdl-deleted" sdl:revid="a">is
</mrk><mrk mtype="x-sdl-added" sdl:revid="b">now </mrk>closed.</mrk> <g id="9"><mrk mtype="seg"
mid="2">It is being <mrk mtype="x-sdl-comment" sdl:cid="c">cleared</mrk><x id="5"/>.</mrk></g>
<mrk mtype="seg" mid="3">Das Eis ist dick.</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation" locked="true"/><sdl:seg id="2" conf="Draft"
origin="mt"/><sdl:seg id="3"/></sdl:seg-defs></trans-unit></group>
<trans-unit id="u2"><source>München</source><seg-source><mrk mtype="seg" mid="4">Berlin</mrk></seg-source>
<target><mrk mtype="seg" mid="4">Berlin</mrk></target>
<sdl:seg-defs><sdl:seg id="4" conf="Translated"/></sdl:seg-defs></trans-unit>
<trans-unit id="u3"><source>Ende.</source><seg-source><mrk mtype="seg" mid="5">Ende.</mrk></seg-source>
</trans-unit></body></file></xliff>"""

MEMOQ = """<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns:mq="MQXliff"
xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.docx" source-language="de"
target-language="en-gb" datatype="x-memoq"><body>
<trans-unit id="1" mq:status="ManuallyConfirmed" mq:locked="locked"><source xml:space="preserve">Das <bpt
id="1">{}</bpt>Eis<ept id="1">{}</ept> ist dick.</source><target xml:space="preserve">The <bpt
id="1">{}</bpt>ice<ept id="1">{}</ept> is thick.</target><mq:minorversions><mq:historical-unit mq:status="x">
<source>Alt</source><target>An old version</target></mq:historical-unit></mq:minorversions></trans-unit>
<trans-unit id="2" mq:status="NotStarted"><source>Es taut.</source><target>Es taut.</target></trans-unit>
<trans-unit id="3" mq:status="Rejected"><source>Ende.</source><target>The end.</target></trans-unit>
</body></file></xliff>"""

PHRASE = """<?xml version="1.0" encoding="UTF-8"?><xliff xmlns:m="http://www.memsource.com/mxlf/2.0"
m:level="1" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" m:version="2.17"><file
original="a.docx" source-language="de" target-language="en_gb"><header/><body><group id="0" m:para-id="0">
<context-group>
<context context-type="x-key">home</context></context-group><trans-unit id="k:0" m:para-id="0"
m:confirmed="0" m:locked="false"><source>Der {b&gt;Hafen&lt;b} hat {1}30 &lt;i&gt;Schiffe&lt;/i&gt;.</source>
<target>The {b&gt;port&lt;b} and {i&gt;quay&lt;i} have {1}30 &lt;i&gt;ships&lt;/i&gt;.</target>
<alt-trans origin="machine-trans"><target>The the port</target></alt-trans>
<m:tunit-metadata><m:mark id="1"><m:type>code</m:type></m:mark></m:tunit-metadata></trans-unit></group>
<group id="1" m:para-id="1"><trans-unit id="k:1" m:confirmed="0"><source>Es taut.</source><target/>
</trans-unit></group></body></file></xliff>"""


def read(data: str | bytes, suffix: str) -> Bitext:
    found = read_texts(data.encode() if isinstance(data, str) else data, f"a{suffix}", suffix)
    assert isinstance(found, Bitext)
    return found


def segments(found: Bitext) -> list[tuple[str, str]]:
    """What a reader sees of each segment, and of its source."""
    assert found.source is not None
    sides = []
    for document in (found.target, found.source):
        ends = [*(unit - 1 for unit in (document.units or ())[1:]), len(document.text)]
        ranges = zip(document.units or (), ends, strict=True)
        sides.append([" ".join(document.read([Span(*span)]).text.split()) for span in ranges])
    return list(zip(*sides, strict=True))


def test_trados_segment_by_segment() -> None:
    found = read(SDL, ".sdlxliff")
    assert segments(found) == [
        ("The port is now closed.", "Der Hafen ist zu."),
        ("It is being cleared.", "Er wird geräumt."),
        ("", "Das Eis ist dick."),  # a copy that nobody has touched
        ("Berlin", "Berlin"),  # one that somebody has translated
        ("", "Ende."),
    ]
    assert found.problems == (
        "segments 3, 5 have no translation, so nothing of them was checked; translate them first",
    )
    assert [tuple(part) for part in found.target.unread] == [
        ("segments that are not to be translated", "1"),
        (
            "states of segments",
            "1 ApprovedTranslation, 1 Draft, 1 Unspecified, 1 Translated, 1 without one, 1 locked; "
            "what is translated is checked in any",
        ),
    ]


def test_memoq_and_its_states() -> None:
    assert segments(read(MEMOQ, ".mqxliff")) == [
        ("The ice is thick.", "Das Eis ist dick."),
        ("", "Es taut."),
        ("The end.", "Ende."),
    ]
    assert [tuple(part) for part in read(MEMOQ, ".mqxliff").target.unread] == [
        (
            "states of segments",
            "1 ManuallyConfirmed, 1 NotStarted, 1 Rejected, 1 locked; what is translated is checked in any",
        )
    ]


def test_phrase_and_its_numbered_tags() -> None:
    found = read(PHRASE, ".mxliff")
    target = found.target
    assert " ".join(target.reading.text.split()) == "The port and quay have 30 ships."
    assert target.locate(target.text.index("ships"), 0)[:2] == (1, target.text.index("ships") + 1)
    assert [tuple(part) for part in target.unread] == [("alternative translations", "of 1 segment")]


def test_states_of_phrase() -> None:
    confirmed = PHRASE.replace('m:confirmed="0" m:locked="false"', 'm:confirmed="1" m:locked="true"')
    assert [tuple(part) for part in read(confirmed, ".mxliff").target.unread][-1] == (
        "states of segments",
        "1 confirmed, 1 unconfirmed, 1 locked; what is translated is checked in any",
    )


def test_text_outside_of_segments_is_not_lost() -> None:
    outside = SDL.replace('mid="4">Berlin</mrk></target>', 'mid="4">Berlin</mrk> is cold</target>')
    assert ("Berlin is cold", "München") in segments(read(outside, ".sdlxliff"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_of_unicode(encoding: str) -> None:
    data = SDL.replace('encoding="utf-8"', 'encoding="utf-16"' if encoding == "utf-16" else "")
    assert segments(read(data.encode(encoding), ".sdlxliff"))[0][0] == "The port is now closed."


def test_every_file_in_it_has_to_be_english() -> None:
    french = PHRASE.replace("</file>", "</file>" + PHRASE[PHRASE.index("<file") : PHRASE.index("</xliff>")])
    with pytest.raises(ReadError, match="is translated into “fr”"):
        read("fr".join(french.rsplit("en_gb", 1)), ".mxliff")


@pytest.mark.parametrize("suffix", [".sdlxliff", ".mqxliff", ".mxliff"])
@pytest.mark.parametrize(
    ("data", "next_step"),
    [
        ("", "export it again"),
        ("An article.", "export it again"),
        (SDL[:1500], "export it again"),
        ("PK\x03\x04", "unpack it"),
    ],
)
def test_a_damaged_file_is_refused_with_the_next_step(data: str, next_step: str, suffix: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, suffix)
    assert str(caught.value).startswith(f"a{suffix}: ")
    assert f"; {next_step}" in str(caught.value)


def test_entities_are_not_multiplied() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.perf_counter()
    try:
        found = read(bomb + "]>" + MEMOQ.partition("?>")[2].replace("thick", "&i;"), ".mqxliff")
    except ReadError:
        pass
    else:
        assert len(found.target.text) < 1000
    assert time.perf_counter() - began < 5


def test_what_translate_toolkit_wrote() -> None:
    storage = pytest.importorskip("translate.storage.xliff")
    file = storage.xlifffile()
    file.settargetlanguage("en")
    for source, target in (("Der Hafen ist zu.", "The port is closed."), ("Es taut.", "It is thawing.")):
        file.addsourceunit(source).settarget(target)
    assert segments(read(bytes(file), ".xliff")) == [
        ("The port is closed.", "Der Hafen ist zu."),
        ("It is thawing.", "Es taut."),
    ]
