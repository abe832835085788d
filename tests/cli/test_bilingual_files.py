"""Subtitles, PO and XLIFF on the command line, with a source beside them where they have none."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from mtcheck.cli.main import main

ENGLISH = [
    "The ferry to the island left the the harbour with 40 cars",
    "and reached the island an hour later.",
    "Nobody on board was hurt when the engine failed.",
    "The captain called the coast guard at once.",
]
GERMAN = [
    "Die Fähre zur Insel verließ den Hafen mit 30 Autos",
    "und erreichte die Insel eine Stunde später.",
    "Niemand an Bord wurde verletzt, als der Motor ausfiel.",
    "Der Kapitän rief sofort die Küstenwache.",
]


def srt(lines: list[str]) -> str:
    return "\n".join(
        f"{second}\n00:00:0{second},000 --> 00:00:0{second},900\n{line}\n"
        for second, line in enumerate(lines, 1)
    )


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--no-model", *map(str, arguments)])
    return result.exit_code, result.output


def test_subtitles_beside_those_they_were_translated_from(tmp_path: Path) -> None:
    (tmp_path / "film.en.srt").write_text(srt(ENGLISH), encoding="utf-8")
    (tmp_path / "film.de.srt").write_text(srt(GERMAN), encoding="utf-8")
    code, output = run(tmp_path / "film.en.srt", "--source", tmp_path / "film.de.srt")
    assert code != 2
    assert "film.en.srt:3:30  major MT505" in output
    assert "| The ferry to the island left the the harbour with 40 cars" in output
    assert "MT603" in output
    assert "sentences have a counterpart" in output


def test_an_excerpt_leaves_out_the_timing_inside_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text(srt(["The boats went to the", "the harbour of the town."]), encoding="utf-8")
    assert "| The boats went to the the harbour of the town." in run(path)[1]


def test_subtitles_are_fixed_and_their_timings_stay(tmp_path: Path) -> None:
    path = tmp_path / "film.vtt"
    text = "WEBVTT\n\n" + srt(ENGLISH).replace(",", ".")
    path.write_text(text, encoding="utf-8")
    run(path, "--fix")
    assert path.read_text(encoding="utf-8") == text.replace("the the", "the")


def test_po_in_a_folder(tmp_path: Path) -> None:
    entries = [
        f'msgid "{german}"\nmsgstr "{english}"\n' for english, german in zip(ENGLISH, GERMAN, strict=True)
    ]
    (tmp_path / "en.po").write_text("\n".join([*entries, 'msgid "Ende"\nmsgstr ""\n']), encoding="utf-8")
    (tmp_path / "app.pot").write_text('msgid "Ende"\nmsgstr ""\n', encoding="utf-8")
    code, output = run(tmp_path)
    assert code != 2
    assert "en.po:2:38  major MT505" in output
    assert "Skipped: untranslated entries: 1 of 5" in output
    assert "app.pot" not in output
    assert run(tmp_path / "app.pot")[0] == 2
