"""Furniture of pages: what it is, that it is said, and that it hides no article."""

from __future__ import annotations

import pytest

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document

ARTICLE = "<p>The ferry to the islands was late on Friday, the harbour office said.</p>"
PROSE = "The ferry to the islands was late on Friday, the harbour office said."


def paragraphs(document: Document) -> list[str]:
    return [" ".join(text.split()) for text in document.reading.text.split("\n\n") if text]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li>Home<li>Sport</ul></nav>",
        "<aside><h2>More</h2><p>Ten beaches that nobody knows.</p></aside>",
        "<footer><p>All rights reserved.</p></footer>",
        "<header><a href='/'>The Daily Ferry</a> Subscribe</header>",
        "<div hidden>Draft text</div>",
        "<div hidden=''>Draft text</div>",
        "<p style='color: red; display:none'>Draft text</p>",
        "<p style='VISIBILITY: hidden'>Draft text</p>",
        "<span aria-hidden='true'>link</span>",
        "<dialog><p>Do you accept?</p></dialog>",
        "<div role='navigation'>Home</div>",
        "<div role='banner'>Home</div>",
        "<div role='contentinfo'>Imprint</div>",
        "<section role='complementary'>See also</section>",
        "<div role='search'>Find</div>",
        "<div role='dialog'>Accept</div>",
        "<a class='skip-link' href='#x'>Skip to content</a>",
        "<a href='#main-content'>Jump to the article</a>",
        "<div id='cookie-banner'><p>We use cookies.</p><button>Accept</button></div>",
        "<div class='cookieNotice'>We use cookies.</div>",
        "<div id='onetrust-consent-sdk'>We use cookies.</div>",
        "<div class='gdpr'>Your privacy matters.</div>",
        "<div class='share-buttons'>Share on X</div>",
        "<ul class='social_links'><li>X<li>Mail</ul>",
        "<ol class='breadcrumbs'><li>Home<li>News</ol>",
        "<div class='newsletter-signup'>Get our mail</div>",
        "<div class='related-posts'>Snow on the way</div>",
        "<span class='sr-only'>opens in a new window</span>",
        "<p>We use cookies to improve your visit. <a>Accept</a></p>",
        "<section><p>This website uses essential cookies.</p></section>",
        "<a href='#story'>Skip to story</a>",
        "<div id='comments'><p>Great news great news!</p></div>",
        "<div class='footer'>All rights reserved.</div>",
        "<div class='cookie-hinweis'>We use cookies.</div>",
        "<div class='ad-slot'>Advertisement</div>",
        "<select><option>One</select><textarea>Two</textarea><button>Go</button>",
    ],
)
def test_furniture_is_not_read_and_said(furniture: str) -> None:
    for page in (f"{furniture}{ARTICLE}", f"<main>{ARTICLE}{furniture}</main>"):
        document = html_document(page)
        if "<header>" in furniture and "<main>" in page:
            continue
        assert paragraphs(document) == [PROSE]
        if "textarea" not in furniture:  # the parser of the library may keep that to itself
            assert [unread.part for unread in document.unread] == ["page furniture"]


@pytest.mark.parametrize(
    "article",
    [
        f"<article><header><h1>Late again</h1></header>{ARTICLE}</article>",
        f"<header><h1>Late again</h1><p>By a reporter of ours</p></header>{ARTICLE}",
        f"<div class='page social sidebar-left'><h1>Late again</h1>{ARTICLE}</div>",
        f"<article class='tag-cookies category-newsletter'>{ARTICLE}</article>",
        f"<div class='tag-cookie post'>{ARTICLE}</div>",
        f"<body hidden style='display:none' aria-hidden='true'>{ARTICLE}</body>",
        f"<div hidden='until-found'>{ARTICLE}</div>",
        f"<dialog open>{ARTICLE}</dialog>",
        f"<div class='shareholders cookies-recipe'>{ARTICLE}</div>",
        f"<section id='newsletter'><h2>Newsletter</h2>{ARTICLE}</section>",
        f"<div class='section' id='breadcrumbs'><h2>Breadcrumbs</h2>{ARTICLE}</div>",
        f"<p>We use cookies, said the baker.</p><main>{ARTICLE}</main>".replace("We use", "We all like"),
        f"<h2>We use cookies in all we do</h2>{ARTICLE}",
        f"<div class='cookie-bar'><main>{ARTICLE}</main></div>",
    ],
)
def test_the_article_is_read_whatever_stands_around_it(article: str) -> None:
    document = html_document(article)
    assert PROSE in paragraphs(document)
    assert document.unread == ()


@pytest.mark.parametrize(
    "furniture", ["aside", "footer", "div hidden", "div role=dialog", "div class=newsletter", "nav"]
)
def test_a_page_that_is_all_furniture_is_read(furniture: str) -> None:
    end = furniture.split()[0]
    page = f"<title>Late</title><h2>Late again</h2><{furniture}>{ARTICLE}</{end}>"
    assert PROSE in paragraphs(html_document(page))
    prose = ARTICLE.replace(".", " " + PROSE) * 9
    long = f"<title>Late</title><p>In short, it was late again.</p><{furniture}>{prose}</{end}>"
    if "class" not in furniture:
        assert len(html_document(long).words) > 200


def test_furniture_is_nested_deeply_without_harm() -> None:
    page = "<aside>" * 2_000 + ARTICLE + "</aside>" * 2_000 + ARTICLE
    assert PROSE in paragraphs(html_document(page))
    nested = "<aside><div>" * 200 + f"<p>{PROSE * 4}</p>" + "</div></aside>" * 200
    assert html_document(nested).words


def test_comments_in_furniture_decide_nothing() -> None:
    document = html_document(f"<nav><!-- one --></nav>{ARTICLE}<!-- two -->")
    assert [document.slice(span) for span in document.comments] == ["<!-- two -->"]


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Late again | The Daily Ferry", "A late ferry", "Late again"),
        ("Late again - The Daily Ferry", "Late again", "Late again"),
        ("The Daily Ferry: Late again", "Late again", None),
        ("Daily » News » Late again, the ferry", "Other", "Late again, the ferry"),
        ("Late &amp; lost – News | Daily", "Late &amp; lost", "Late & lost"),
        ("Late – and lost | Daily", "Late – and lost", "Late – and lost"),
        ("Late again - and again", "Other", None),
        ("Late again &#8211; The Daily Ferry", "Late again", "Late again"),
    ],
)
def test_a_title_is_read_without_the_name_of_the_site(title: str, heading: str, expected: str | None) -> None:
    document = html_document(f"<title>{title}</title><h1>{heading}</h1>{ARTICLE}")
    assert paragraphs(document)[0] == (expected or title)


def test_in_markdown_an_aside_is_the_author_s_and_hidden_text_is_hidden() -> None:
    text = f"<aside><p>A note.</p></aside>\n\n<div hidden><p>Draft</p></div>\n\n<nav>Home</nav>\n\n{PROSE}\n"
    document = markdown_document(text)
    assert paragraphs(document) == ["A note.", PROSE]
    assert {unread.part for unread in document.unread} == {"page furniture"}
