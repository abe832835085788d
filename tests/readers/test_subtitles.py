"""Subtitles: SubRip and WebVTT as players read them, with positions in the file."""

from __future__ import annotations

import io
import time

import pytest

from mtcheck.readers import ReadError, read_bytes
from mtcheck.text.document import Document

SRT = """1
00:00:01,000 --> 00:00:03,500
{\\an8}<i>The nurses of Ghent voted
on Monday for a new contract</i>

2
00:00:03,600 --> 00:00:06,000
that will hold until Friday.

3
00:00:06,100 --> 00:00:08,000
- Where were you?
- At home, [sighs] with Dr.

4
00:00:08,100 --> 00:00:09,000
Brandt.

5
00:00:20,000 --> 00:00:22,000
(whispering) MARY: I was up &amp; about…

6
00:00:22,100 --> 00:00:25,000
…and then he came.

7
00:00:25,100 --> 00:00:28,000
♪ Over the hills ♪
♪ Over the hills ♪
"""

SPACE = " "
VTT = """WEBVTT - A talk
Kind: captions

NOTE translated by a a machine
in two lines

STYLE
::cue(b) { color: red }

REGION
id:fred

intro
00:01.000 --> 00:04.000 align:start position:0%
<v Mary>The board said <c.loud>the</c> plan
would be ready in &quot;May&quot;.

00:04.000 --> 00:05.000
<v.soft John Smith>Yes,<00:00:04.500> it will.
<v Mary>No.

00:05.100 --> 00:07.000
>> REPORTER: So it goes on for

00:07.100 --> 00:08.000
the long run.
"""

ROLLING = f"""WEBVTT
Kind: captions

00:00:00.080 --> 00:00:02.399 align:start
{SPACE}
good<00:00:00.480><c> morning</c><00:00:01.000><c> everyone</c>

00:00:02.399 --> 00:00:02.409 align:start
good morning everyone
{SPACE}

00:00:02.409 --> 00:00:04.390 align:start
good morning everyone
today<00:00:02.600><c> we</c><00:00:02.800><c> look</c>

00:00:04.390 --> 00:00:04.400 align:start
today we look
{SPACE}

00:00:04.400 --> 00:00:06.000 align:start
today we look
at<00:00:05.000><c> harbours.</c>
"""


def read(data: str | bytes, suffix: str = ".srt") -> Document:
    return read_bytes(data.encode() if isinstance(data, str) else data, f"film{suffix}", suffix)


def paragraphs(document: Document) -> list[str]:
    return [" ".join(reading.text.split()) for reading in document.paragraph_readings]


def sentences(document: Document) -> list[str]:
    return [document.on_one_line(sentence.start, sentence.end) for sentence in document.sentences]


def refused(data: str, suffix: str = ".srt") -> str:
    with pytest.raises(ReadError) as caught:
        read(data, suffix)
    return str(caught.value)


def test_sentences_go_on_in_the_next_cue_and_speakers_part_them() -> None:
    assert paragraphs(read(SRT)) == [
        "The nurses of Ghent voted on Monday for a new contract that will hold until Friday.",
        "Where were you?",
        "At home, with Dr. Brandt.",
        "I was up & about… …and then he came.",
        "Over the hills",
        "Over the hills",
    ]
    assert len(sentences(read(SRT))) == 6


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_positions_are_those_of_the_file(line_end: str, encoding: str) -> None:
    data = SRT.replace("\n", line_end).encode(encoding)
    document = read(data)
    start = document.text.index("contract")
    location = document.locate(start, start + len("contract"))
    assert (location.line, location.column) == (4, SRT.split("\n")[3].index("contract") + 1)
    assert len(sentences(document)) == 6


def test_sound_cues_are_not_checked_and_said() -> None:
    assert [tuple(part) for part in read(SRT).unread] == [
        ("sound cues", "2 in brackets, which nobody says"),
    ]


def test_webvtt_without_notes_styles_and_tags() -> None:
    document = read(VTT, ".vtt")
    assert document.format == "webvtt"
    assert paragraphs(document) == [
        'The board said the plan would be ready in "May".',
        "Yes, it will.",
        "No.",
        "So it goes on for the long run.",
    ]
    assert not document.unread


def test_text_outside_of_cues_is_said() -> None:
    document = read(VTT + "\nA stray line\n", ".vtt")
    assert [tuple(part) for part in document.unread] == [("text outside of subtitles", "line 28")]
    assert [tuple(part) for part in read("Translated by nobody\n\n" + SRT).unread][1:] == [
        ("text outside of subtitles", "line 1")
    ]


def test_captions_that_roll_up_are_read_once() -> None:
    assert paragraphs(read(ROLLING, ".vtt")) == ["good morning everyone today we look at harbours."]


def test_words_that_an_editor_has_added_are_no_sound() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n[It’s] only possible [sighs] if he comes.\n"
    document = read(text)
    assert paragraphs(document) == ["It’s only possible if he comes."]
    assert document.unread[0].reason == "1 in brackets, which nobody says"


def test_a_cue_that_really_comes_twice_stays() -> None:
    cues = [f"{second}\n00:00:0{second},000 --> 00:00:0{second},900\nNumber {second}." for second in range(9)]
    cues[5] = cues[5].replace("5.", "4.")
    assert paragraphs(read("\n\n".join(cues)))[0].count("Number 4.") == 2


def test_a_blank_line_in_a_cue_and_none_between_cues() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nOne line.\n\nAnother line.\n"
        "2\n00:00:02,100 --> 00:00:03,000\nThe last one.\n"
    )
    assert sentences(read(text)) == ["One line.", "Another line.", "The last one."]


def test_a_minus_and_a_dash_in_mid_sentence_are_no_speakers() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nIt was as cold as\n-20 degrees\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\n– and worse.\n"
    )
    assert paragraphs(read(text)) == ["It was as cold as -20 degrees and worse."]


def test_songs_in_italics_and_speakers_on_lines_of_their_own() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n<i>♪ So long ♪</i>\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\nIt is late.\n\n"
        "3\n00:00:03,100 --> 00:00:04,000\nOLD MAN (on phone):\nListen.\n\n"
        "4\n00:00:04,100 --> 00:00:05,000\n[NARRATOR]\nIt was winter.\n"
    )
    assert paragraphs(read(text)) == ["So long", "It is late.", "Listen.", "It was winter."]


def test_times_in_a_text_are_no_damaged_timing() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOpen daily:\n08:00 - 20:00, 9:30 -> 10:30\nA --> B"
    assert "08:00 - 20:00" in read(text).reading.text


def test_prose_has_no_line_break_where_a_sentence_goes_on() -> None:
    document = read(SRT)
    assert "\n" not in document.prose[document.text.index("contract") : document.text.index("until Friday")]


def test_a_pause_ends_a_paragraph() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nGhent\n\n2\n00:00:09,100 --> 00:00:10,000\nThree weeks later"
    assert paragraphs(read(text)) == ["Ghent", "Three weeks later"]


def test_a_srt_that_is_webvtt_is_read_as_such() -> None:
    assert read(VTT).format == "webvtt"


def test_what_webvtt_py_wrote() -> None:
    webvtt = pytest.importorskip("webvtt")
    captions = webvtt.WebVTT()
    captions.captions.append(webvtt.Caption("00:00:01.000", "00:00:02.000", ["The boats were", "<i>all</i>"]))
    captions.captions.append(webvtt.Caption("00:00:02.000", "00:00:03.000", ["in the harbour."]))
    written = {".vtt": io.StringIO(), ".srt": io.StringIO()}
    captions.write(written[".vtt"], format="vtt")
    captions.write(written[".srt"], format="srt")
    for suffix, file in written.items():
        document = read(file.getvalue(), suffix)
        assert sentences(document) == ["The boats were all in the harbour."]


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        ("", ".srt", "is no SubRip file"),
        ("Some article.\n\nIts end.\n", ".srt", "is no SubRip file"),
        (SRT.replace("00:00:03,600 -->", "00: 00: 03,600 ->"), ".srt", "timing in line 7"),
        (SRT.replace("00:00:03,600 -->", "00:00:03,600 –>"), ".srt", "timing in line 7"),
        (SRT.replace("00:00:03,600 -->", "00：00：03，600 -->"), ".srt", "timing in line 7"),
        (SRT.replace("00:00:03,600 --> 00:00:06,000\n", ""), ".srt", "number 2, line 6"),
        (SRT.replace("00:00:03,600 --> 00:00:06,000", "00:00:03,600 -->"), ".srt", "timing in line 7"),
        (SRT, ".vtt", "does not begin with WEBVTT"),
        ("WEBVTT\n\nNOTE nothing\n", ".vtt", "is no WebVTT file"),
        (VTT.replace("00:07.100 -->", "00: 07.100 -->"), ".vtt", "timing in line 25"),
    ],
)
def test_a_damaged_file_is_refused_with_the_next_step(data: str, suffix: str, said: str) -> None:
    message = refused(data, suffix)
    assert message.startswith(f"film{suffix}: ")
    assert said in message
    assert "; " in message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "<" * 200_000,
        "- <i>x\n" * 20_000,
        "(" * 200_000,
        "{\\" * 100_000,
        "&" * 200_000,
        "♪ a\n" * 20_000,
    ],
    ids=["brackets", "tags", "lines", "parentheses", "braces", "ampersands", "songs"],
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    began = time.perf_counter()
    assert read(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n").paragraphs
    assert time.perf_counter() - began < 10
