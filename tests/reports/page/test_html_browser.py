"""The page in headless Chromium: what an editor does with it, by mouse, by keyboard, on paper and without its
script.

Playwright's Python package drives the Chromium of the system; nothing is downloaded. Without either the tests
skip, or fail where MTCHECK_REQUIRE_CHROMIUM is set.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.report import Report, Suppressed
from mtcheck.findings.score import scorecard
from mtcheck.readers import read_file
from mtcheck.reports.formats import RunResult
from mtcheck.reports.page.galley import lay_out
from mtcheck.reports.page.render import render
from mtcheck.text.document import Document

FIXTURES = Path(__file__).parents[3] / "fixtures"
FILLER = "Nothing is wrong with this sentence, which only makes the article longer than a screen. " * 3
TEXT = "\n\n".join(
    [
        "The talks could be happen soon, and nobody did not not know.",
        *[FILLER] * 8,
        "The bloody bush ends.  It is so.",
    ]
)
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise LookupError("no chromium on the PATH (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright

        path = _chromium()
    except (ImportError, LookupError) as error:
        if os.environ.get("MTCHECK_REQUIRE_CHROMIUM"):
            pytest.fail(f"needs playwright and chromium: {error}")
        pytest.skip(f"needs playwright and chromium: {error}")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--disable-dev-shm-usage", *(["--no-sandbox"] if as_root else [])]
        )
        yield chromium
        chromium.close()


class Page:
    """A page that was opened, and all that it asked for or complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)


Open = Callable[..., Page]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of some reports; in the end it must have asked for nothing but itself, and have
    complained of nothing.
    """
    opened = []

    def open_page(*reports: Report, **options: Any) -> Page:
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(render(RunResult(reports)), "utf-8")
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        page = Page(context.new_page())
        page.goto(path.as_uri())
        opened.append((context, page, path))
        return page

    yield open_page
    for context, page, path in opened:
        assert {url.partition("#")[0] for url in page.requests} == {path.as_uri()}
        assert not page.complaints
        context.close()


def finding(document: Document, phrase: str, rule: str, severity: Severity, suggestion: str) -> Finding:
    start = document.text.index(phrase)
    end = start + len(phrase)
    return Finding(
        rule,
        "a-rule",
        Category.GRAMMAR,
        severity,
        start,
        end,
        phrase,
        f"About {phrase.strip()}.",
        (Suggestion(suggestion),),
    )


def article(text: str = TEXT, name: str = "desk/a.txt", **fields: Any) -> Report:
    document = Document(text, name=name)
    findings = (
        finding(document, "be happen", "MT501", Severity.MAJOR, "happen"),
        finding(document, "not not", "MT505", Severity.MINOR, "not"),
        finding(document, "bloody bush", "MT102", Severity.CRITICAL, "bloodbath"),
        finding(document, "  ", "MT408", Severity.NEUTRAL, " "),
    )
    card = scorecard(document, findings, [90.0 + 10 * index for index in range(len(document.sentences))])
    return Report(document, findings, card, "mtcheck:0|rules:x", ("score",), **fields)


def shown(page: Page, selector: str) -> list[str]:
    """The text of what is visible, in the order of the page."""
    return [element.inner_text() for element in page.locator(selector).all() if element.is_visible()]


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def box(page: Page, selector: str) -> dict[str, float]:
    bounds: dict[str, float] = page.locator(selector).first.bounding_box()
    return bounds


# --- the popover


def test_a_mark_tells_on_hover_and_stops_when_the_pointer_leaves(show: Open) -> None:
    page = show(article())
    pop = page.locator("#pop")
    assert not pop.is_visible()
    page.locator("a.m", has_text="be happen").hover()
    pop.wait_for(state="visible")
    text = pop.inner_text()
    for part in ("major", "About be happen.", "meant: happen", "MT501 a-rule", "confidence 100 %"):
        assert part in text
    assert "lit" in page.locator("#a1n1").get_attribute("class")
    pop.hover()  # WCAG 1.4.13: the pointer may go to what appeared
    page.wait_for_timeout(400)
    assert pop.is_visible()
    page.mouse.move(1200, 5)
    pop.wait_for(state="hidden")


def test_a_mark_tells_by_keyboard_and_escape_closes(show: Open) -> None:
    page = show(article())
    page.keyboard.press("j")
    assert focused(page) == "be happen"
    pop = page.locator("#pop")
    assert pop.is_visible()
    assert pop.get_attribute("role") == "dialog"
    assert (
        "About be happen."
        in page.locator(f"#{page.locator('a.m:focus').get_attribute('aria-describedby')}").text_content()
    )
    page.keyboard.press("Escape")
    assert not pop.is_visible()
    assert focused(page) == "be happen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pop"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "MT501 a-rule"
    page.keyboard.press("Tab")
    assert focused(page) == "not not", "from the popover's last link Tab goes on behind the mark"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert focused(page) == "not not"
    assert not pop.is_visible()


def test_j_and_k_move_between_findings_and_can_be_switched_off(show: Open) -> None:
    page = show(article())
    visited = []
    for key in ("j", "n", "j", "j", "k", "p"):
        page.keyboard.press(key)
        visited.append(focused(page))
    assert visited == ["be happen", "not not", "bloody bush", "  ", "bloody bush", "not not"]
    page.get_by_role("button", name="Next").click()
    assert focused(page) == "bloody bush"
    assert page.locator("#pop").is_visible()
    in_view = box(page, "a.m:focus")
    assert 0 < in_view["y"] < WIDE["height"]
    page.locator("[data-keys]").uncheck()
    page.keyboard.press("j")
    assert focused(page) != "  "


def test_findings_on_the_same_words_are_told_together(show: Open) -> None:
    document = Document("A small but telling example of it.")
    findings = tuple(
        finding(document, phrase, rule, severity, "x")
        for phrase, rule, severity in (
            ("small but telling", "MT103", Severity.MAJOR),
            ("small but", "GM101", Severity.MINOR),
            ("but telling example", "GR-LT-X", Severity.CRITICAL),
        )
    )
    page = show(Report(document, findings, scorecard(document, findings), "s"))
    assert [(mark.inner_text(), mark.get_attribute("class")) for mark in page.locator(".m").all()] == [
        ("small ", "m s-major spaces"),
        ("but", "m s-critical"),
        (" telling", "m s-critical spaces"),
        (" example", "m s-critical spaces"),
    ]
    page.keyboard.press("j")
    assert page.locator("#pop .message").all_inner_texts() == ["About small but.", "About small but telling."]
    page.keyboard.press("j")
    assert len(page.locator("#pop .message").all()) == 3


def test_a_rule_s_explanation_is_one_link_away(show: Open) -> None:
    page = show(article())
    page.keyboard.press("j")
    page.locator("#pop .more a").click()
    assert page.url.endswith("#rule-MT501")
    assert 0 <= box(page, "#rule-MT501")["y"] < WIDE["height"]


# --- filters


def test_filters_take_marks_and_notes_away_and_count(show: Open) -> None:
    page = show(article())
    assert shown(page, "[role=status]") == ["4 findings"]
    page.get_by_label("minor").uncheck()
    assert shown(page, ".note .message") == ["About be happen.", "About bloody bush.", "About ."]
    assert shown(page, "[role=status]") == ["3 of 4 findings shown"]
    mark = page.locator(".m", has_text="not not")
    assert mark.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"
    assert mark.get_attribute("href") is None
    page.get_by_label("structure").uncheck()
    assert shown(page, ".note .message") == ["About bloody bush.", "About ."]
    counts = {" ".join(label.inner_text().split()) for label in page.locator(".filters label").all()}
    assert {"critical 1", "major 0", "minor 0", "structure 1", "damaged phrases 1"} <= counts
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert focused(page) == "bloody bush"
    for label in ("minor", "structure"):
        page.get_by_label(label).check()
    assert shown(page, "[role=status]") == ["4 findings"]
    assert "s-minor" in mark.get_attribute("class")


# --- the strip


def test_a_bar_of_the_strip_leads_to_its_sentence(show: Open) -> None:
    page = show(article())
    bars = page.locator(".strip svg a")
    assert bars.count() == 27
    bars.nth(25).click()
    assert page.url.endswith("#a1s26")
    sentence = box(page, "#a1s26")
    tools = box(page, ".tools")
    assert tools["y"] + tools["height"] <= sentence["y"] < WIDE["height"]
    page.evaluate("scrollTo(0, 0)")
    bars.nth(0).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight"):
        page.keyboard.press(key)
    assert "Sentence 27" in page.evaluate("document.activeElement.querySelector('title').textContent")
    page.keyboard.press("Enter")
    assert page.url.endswith("#a1s27")


# --- beside the article


def parallel() -> Report:
    source = Document(TEXT.replace("The", "Die"), name="a.de.txt")
    return replace(article(), source=source, references=(source,))


def test_paragraphs_of_source_and_article_stand_side_by_side(show: Open) -> None:
    page = show(parallel(), viewport={"width": 1400, "height": 800})
    rows = page.locator(".beside").all()
    paragraphs = page.locator(".galley > .set").all()
    assert len(rows) == len(paragraphs) == 10
    for row, paragraph in zip(rows, paragraphs, strict=True):
        left, right = row.bounding_box(), paragraph.bounding_box()
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["y"] - right["y"]) < 12
    notes = box(page, ".notes")
    assert notes["x"] > paragraphs[0].bounding_box()["x"] + paragraphs[0].bounding_box()["width"]
    page.get_by_label("Reference").uncheck()
    assert not page.locator(".beside [data-cmp='1']").first.is_visible()
    page.get_by_label("Source").uncheck()
    assert page.locator(".set").first.bounding_box()["x"] == page.locator(".strip").bounding_box()["x"]


def test_texts_of_another_length_scroll_by_themselves(show: Open) -> None:
    page = show(replace(article(), source=Document(f"{FILLER}\n\n" * 40, name="a.de.txt")))
    pane = page.locator(".pane")
    assert pane.evaluate("pane => pane.scrollHeight > pane.clientHeight && pane.clientHeight < innerHeight")
    left, right = pane.bounding_box(), box(page, ".set")
    assert left["x"] + left["width"] <= right["x"]
    pane.focus()
    before = box(page, ".set")["y"]
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    assert pane.evaluate("pane => pane.scrollTop > 100")
    assert box(page, ".set")["y"] == before


# --- other ways to read it


def test_without_its_script_everything_is_there_to_read(show: Open) -> None:
    page = show(article(), java_script_enabled=False)
    assert not shown(page, ".tools, #pop")
    assert len(shown(page, ".note .message")) == 4
    assert len(shown(page, ".note .more")) == 4
    page.locator("a.m", has_text="bloody bush").click()
    assert page.url.endswith("#a1n3")
    page.locator("#a1n3 .number").click()
    assert page.url.endswith("#a1m3")


@pytest.mark.parametrize("script", [True, False])
def test_on_a_narrow_screen_nothing_sticks_out_and_the_popover_lies_at_the_foot(
    show: Open, script: bool
) -> None:
    long_word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik" * 2
    second = article(TEXT + f"\n\n{long_word} and https://example.org/{'a' * 200}", name=f"{long_word}.txt")
    pages = [
        show(*reports, viewport=NARROW, java_script_enabled=script)
        for reports in ((second,), (parallel(), second))
    ]
    if not script:
        assert len(shown(pages[0], ".note .message")) == 4
        return
    for page in pages:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        page.locator("a.m").first.click()
        pop = box(page, "#pop")
        assert pop["y"] + pop["height"] == NARROW["height"]
        page.get_by_role("button", name="Close").click()
        assert not page.locator("#pop").is_visible()


def test_on_paper_notes_stand_in_the_margin_and_controls_are_gone(show: Open) -> None:
    suppressed = (Suppressed(article().findings[0], "baseline"),)
    page = show(article(suppressed=suppressed), viewport={"width": 700, "height": 1000}, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 26)"
    page.emulate_media(media="print")
    assert not shown(page, ".tools, .skip-link, #pop, footer")
    assert len(shown(page, ".note .message")) == len(shown(page, ".note .more")) == 4
    assert box(page, ".notes")["x"] > box(page, ".set")["x"] + box(page, ".set")["width"] - 1
    assert "0.6)" not in page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 28, 26)"
    numbers = page.locator("a.m").first.evaluate("mark => getComputedStyle(mark, '::after').content")
    assert numbers == '"1"'
    assert page.pdf().startswith(b"%PDF")
    assert page.locator("details.suppressed").get_attribute("open") is not None


@pytest.mark.parametrize(
    "name", ["trump-putin-call.txt", "harbour-strike.md", "river-flood.html", "school-budget.docx"]
)
def test_a_browser_reads_back_the_text_of_the_article(show: Open, name: str) -> None:
    document = read_file(FIXTURES / name)
    page = show(Report(document, (), scorecard(document, ()), "s"))
    expected = [block.text for block in lay_out(document) if block.paragraph is not None]
    assert page.locator(".set").evaluate_all("all => all.map(element => element.textContent)") == expected


def test_the_policy_lets_nothing_else_run_or_load(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    attack = (
        "<img src='https://example.org/x.png' onerror='document.title = 1'>"
        "<script>document.title = 2</script>"
        "<p style='color:red'>"
    )
    path.write_text(render(RunResult((article(),))).replace("<footer>", attack + "<footer>"), "utf-8")
    page = browser.new_page()
    finished: list[str] = []
    refused: list[str] = []
    page.on("requestfinished", lambda request: finished.append(request.url))
    page.on("requestfailed", lambda request: refused.append(f"{request.url} {request.failure}"))
    page.goto(path.as_uri())
    assert finished == [path.as_uri()]
    assert refused == ["https://example.org/x.png csp"]
    assert page.title().startswith("a.txt: fail, ")
    assert (
        page.locator("footer").evaluate("footer => getComputedStyle(footer.previousElementSibling).color")
        != "rgb(255, 0, 0)"
    )
    page.close()


# --- for everybody

NAMES = """() => {
  const text = (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const wrong = [];
  const start = (element) => element.outerHTML.slice(0, 80);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) wrong.push("an id stands twice");
  for (const name of ["aria-labelledby", "aria-describedby"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!text(element.getAttribute(name)).trim()) wrong.push(`${name} of ${start(element)}`);
  const named = "a[href], button, input, summary, [role=img], [role=region], [role=dialog], section";
  for (const element of document.querySelectorAll(named)) {
    const label = element.getAttribute("aria-label") || text(element.getAttribute("aria-labelledby") || "")
      || element.closest("label")?.textContent || element.querySelector("title")?.textContent
      || element.textContent;
    if (!label.trim()) wrong.push(`no name: ${start(element)}`);
  }
  for (const element of document.querySelectorAll("[tabindex]"))
    if (Number(element.getAttribute("tabindex")) > 0) wrong.push(`tabindex: ${start(element)}`);
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const id = link.getAttribute("href").slice(1);
    if (!document.getElementById(id)) wrong.push(`leads nowhere: ${start(link)}`);
  }
  for (const element of document.querySelectorAll("a a, a button, p p, p div"))
    wrong.push(`nested: ${start(element)}`);
  for (const tag of ["header", "main", "footer", "h1"]) {
    const count = document.querySelectorAll(`body > ${tag}, body > header > ${tag}`).length;
    if (count !== 1) wrong.push(`not one ${tag}`);
  }
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  headings.map((heading) => Number(heading.tagName[1])).reduce((last, next) => {
    if (next > last + 1) wrong.push(`h${next} after h${last}`);
    return next;
  }, 0);
  const landmarks = [...document.querySelectorAll("section, nav, aside, [role=region]")]
    .map((element) => element.getAttribute("aria-label") || text(element.getAttribute("aria-labelledby")));
  for (const name of landmarks)
    if (landmarks.filter((other) => other === name).length > 1) wrong.push(`two landmarks “${name}”`);
  if (document.documentElement.lang !== "en") wrong.push("lang");
  return wrong;
}"""

# Paints the backgrounds behind a text and then its colour, and reads both off a canvas, whatever notation
# they are written in.
CONTRAST = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (...colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  let seen = 0;
  const judge = (element, pseudo, text) => {
    const behind = [];
    for (let ancestor = element; ancestor; ancestor = ancestor.parentElement)
      behind.unshift(getComputedStyle(ancestor).backgroundColor);
    const colour = getComputedStyle(element, pseudo).color;
    const lights = [light(paint(...behind)), light(paint(...behind, colour))];
    const [low, high] = lights.sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    seen += 1;
    const place = `${element.tagName}.${element.className} ${text.slice(0, 30)}`;
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${place}`);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest("svg, script")) continue;
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3);
    const text = texts.map((node) => node.data).join("").trim();
    if (text) judge(element, null, text);
    const after = getComputedStyle(element, "::after").content;
    if (after !== "none" && after !== "normal") judge(element, "::after", after);
  }
  return { poor, seen };
}"""


def everything() -> tuple[Report, ...]:
    passage = Document(
        "A passage of more than eighty characters is marked from its first to its last word, small ones too."
    )
    findings = tuple(
        Finding("MT010", "x", Category.GRAMMAR, severity, 0, len(passage.text), passage.text, "All of it.")
        for severity in Severity
    )
    return (
        parallel(),
        replace(
            article(name="b.txt"),
            source=Document("Eins."),
            suppressed=(Suppressed(article().findings[0], "inline", "so"),),
        ),
        Report(Document("", name="c.txt"), (), None, "s", not_checked="unreadable"),
        replace(article("The talks be happen, not not a bloody bush.  So.", name="d.txt"), gate_reasons=()),
        Report(passage, findings, scorecard(passage, findings), "s", problems=("languagetool died",)),
    )


@pytest.mark.parametrize("many", [False, True])
def test_names_headings_landmarks_and_references_are_in_order(show: Open, many: bool) -> None:
    page = show(*(everything() if many else (article(),)))
    page.keyboard.press("j")
    assert page.evaluate(NAMES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(show: Open, scheme: str) -> None:
    page = show(*everything(), color_scheme=scheme)
    for _ in range(6):
        page.keyboard.press("j")
        result = page.evaluate(CONTRAST)
        assert result["poor"] == []
        assert result["seen"] > 200


def test_tab_goes_through_the_page_in_reading_order_and_shows_where_it_is(show: Open) -> None:
    page = show(article())
    stops: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop, outlined = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return [null, true];
              const style = getComputedStyle(element);
              const hit = element.querySelector?.(".hit");
              const stroke = hit ? getComputedStyle(hit).stroke : "none";
              const outlined = style.outlineStyle !== "none" || stroke !== "none";
              return [element.getAttribute("href") || element.value || element.textContent, outlined];
            }"""
        )
        if stop in stops or stop is None:
            break
        assert outlined, stop
        stops.append(stop)
    expected = ("#articles", "#a1s1", "Next", "major", "MT5", "#a1n1", "#a1n2", "#a1n3")
    order = [stops.index(stop) for stop in expected]
    assert all(before < after for before, after in pairwise(order))
    assert sum(stop.startswith("#a1s") for stop in stops) == 1, "the strip is one stop"


def test_severity_is_told_by_line_and_word_and_not_by_colour_alone(show: Open) -> None:
    page = show(article())
    lines = page.locator("a.m").evaluate_all(
        "all => all.map(mark => getComputedStyle(mark).textDecorationStyle)"
    )
    assert sorted(lines) == ["dashed", "dotted", "double", "solid"]
    assert shown(page, ".note .severity") == ["major", "minor", "critical", "neutral"]


def test_motion_is_left_out_where_it_is_not_wanted(show: Open) -> None:
    calm, lively = show(article()), show(article(), reduced_motion="no-preference")
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert (calm.evaluate(behaviour), lively.evaluate(behaviour)) == ("auto", "smooth")
