"""The pictures of the documentation: `python docs/make_screenshots.py`.

Runs mtcheck on the fixtures, opens the HTML report in the system's Chromium and takes docs/images/*.png.
Needs the extras `test` (playwright) and `docs` (pillow), and Chromium on the PATH; nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
#: Enough for text with grey edges and a few colours; the files stay small.
COLOURS = 128


@dataclass(frozen=True)
class Picture:
    """A picture of a report's page."""

    name: str
    """The file's name, without its ending."""

    arguments: tuple[str, ...]
    """What `mtcheck check` is given."""

    width: int
    """Of the window, in pixels."""

    height: int
    """Of the picture, in pixels."""

    begins_with: str = "body"
    """A CSS selector of the element that the picture begins with."""


PICTURES = (
    Picture("page", ("fixtures/trump-putin-call.txt",), 1180, 1290),
    Picture(
        "page-with-source",
        ("fixtures/pair/tram-line.txt", "--source", "fixtures/pair/tram-line.de.txt"),
        1180,
        700,
        begins_with=".legend",
    ),
)


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=switches())
        for picture in PICTURES:
            report = Path(folder) / f"{picture.name}.html"
            write_report(picture.arguments, report)
            take(browser, picture, report, IMAGES / f"{picture.name}.png")
        browser.close()


def write_report(arguments: tuple[str, ...], report: Path) -> None:
    """Check with what every installation has, so that the pictures are the same on every machine."""
    command = [
        sys.executable,
        "-m",
        "mtcheck",
        "check",
        *arguments,
        "--no-engine",
        "languagetool",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--quiet", "-o", str(report)], cwd=ROOT, env=environment, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"mtcheck ended with {done.returncode}")


def take(browser: Any, picture: Picture, report: Path, image: Path) -> None:
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme="light")
    page.goto(report.as_uri())
    top = page.locator(picture.begins_with).first.bounding_box()["y"]
    clip = {"x": 0, "y": top, "width": picture.width, "height": picture.height}
    page.screenshot(path=str(image), full_page=True, clip=clip)
    page.close()
    with Image.open(image) as taken:
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(image, optimize=True)
    print(f"{image.relative_to(ROOT)}: {image.stat().st_size / 1000:.0f} kB")


def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("no chromium on the PATH (Debian: apt-get install chromium)")
    return path


def switches() -> list[str]:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--disable-dev-shm-usage", "--hide-scrollbars", *(["--no-sandbox"] if as_root else [])]


if __name__ == "__main__":
    main()
