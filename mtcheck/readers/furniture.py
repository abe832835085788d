"""Furniture of a web page: navigation, notices, buttons and whatever else stands around an article.

What the elements, roles and attributes of HTML say goes before names of classes, which every site chooses for
itself. So something that only its class tells is furniture up to a length that such a thing has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mtcheck.readers.elements import HEADINGS, Element


class FurnitureKind(NamedTuple):
    """A kind of furniture."""

    name: str
    """What reports call it."""
    most_words: int | None = None
    """How many words such a thing has at most; None where length says nothing."""
    holds_one_link: bool = False
    """Whether it is a link, and not the block around one."""


_COOKIE_NOTICES = FurnitureKind("cookie notices", 300)
_CONTROLS = FurnitureKind("form controls")
_HIDDEN = FurnitureKind("hidden text")
_NAVIGATION = FurnitureKind("navigation")
_SKIP_LINKS = FurnitureKind("skip links", 12, holds_one_link=True)

#: Elements that are furniture wherever they stand.
_ALWAYS = {"nav": _NAVIGATION, **dict.fromkeys(("button", "select", "textarea"), _CONTROLS)}
#: Elements that are furniture on a page, though not in a fragment that an author wrote.
_ON_A_PAGE = {
    "aside": FurnitureKind("asides"),
    "footer": FurnitureKind("footers"),
    "search": FurnitureKind("search"),
    "menu": _NAVIGATION,
}
_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "toolbar", "tablist"), _NAVIGATION),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), FurnitureKind("dialogs")),
    "banner": FurnitureKind("page headers"),
    "complementary": _ON_A_PAGE["aside"],
    "contentinfo": _ON_A_PAGE["footer"],
    "search": _ON_A_PAGE["search"],
    "button": _CONTROLS,
}
_NOTICE = (
    "bar|banner|notice|notification|consent|popup|pop-up|modal|overlay|law|policy|message|warning|alert|hinweis"
    "|meldung|leiste|bandeau|avis|aviso|toast|prompt|accept|acceptance|agreement|control|tool"
)
_LIST = "bar|box|block|buttons?|icons?|links?|list|menu|nav|tools?|widgets?|container|wrapper|area|section"
_STORIES = "posts?|articles?|links?|stories|story|news|content|items?|reading|topics"
#: What names of classes and ids, in small letters with hyphens, say.
_CLASSES = (
    (
        _COOKIE_NOTICES,
        rf"(?:.*-)?cookies?-(?:{_NOTICE}|{_LIST}|info|dialog|layer|settings|preferences|disclaimer|hint)(?:-.*)?"
        r"|cookies?|cookieconsent.*|cookiebot.*|cybot.*|onetrust.*|ot-sdk.*|didomi.*|usercentrics.*|qc-cmp.*"
        r"|sp-message.*|(?:.*-)?gdpr(?:-.*)?|(?:.*-)?consent-(?:bar|banner|manager|popup|modal|layer|overlay)"
        r"|cmp-(?:banner|container|consent).*|cc-(?:window|banner)|truste.*",
    ),
    (
        FurnitureKind("share buttons", 60),
        r"(?:.*-)?(?:share|sharing|social)"
        rf"(?:-(?:{_LIST}|media|this|article|post|sharing|share|follow|actions?)(?:-.*)?)?"
        r"|addthis.*|addtoany.*|a2a-kit.*|sharedaddy|sharethis.*|sd-(?:sharing|social).*|jp-relatedposts",
    ),
    (FurnitureKind("breadcrumbs", 60), r"(?:.*-)?(?:bread-?crumbs?|crumbs)(?:-.*)?"),
    (_SKIP_LINKS, r"skip-?(?:link|nav|navigation|content|main|to-.*|links)(?:-.*)?|skip|skiplinks?"),
    (
        FurnitureKind("hidden text", 60),
        r"(?:.*-)?(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|show-for-sr|a11y-hidden)(?:-.*)?",
    ),
    (
        FurnitureKind("sign-up boxes", 120),
        r"(?:.*-)?(?:newsletter|sign-?up|subscribe|subscription)"
        rf"(?:-(?:{_LIST}|{_NOTICE}|form|promo|cta|signup|sign-up)(?:-.*)?)?|paywall.*",
    ),
    (
        FurnitureKind("related stories", 300),
        rf"(?:.*-)?(?:related|recommended|similar|popular|trending)-(?:{_STORIES})(?:-.*)?"
        rf"|(?:.*-)?(?:more|latest|top)-(?:{_STORIES})|(?:.*-)?most-(?:read|popular|viewed)(?:-.*)?"
        r"|read-?(?:more|also|next)|related|outbrain.*|taboola.*",
    ),
    (
        FurnitureKind("readers' comments"),
        r"comments|comments-(?:area|section|list|wrapper|container)|comment-(?:list|respond|form)|respond|disqus.*",
    ),
    (
        FurnitureKind("advertisements", 120),
        r"(?:.*-)?(?:advert|advertisement|advertising|adsbygoogle)(?:-.*)?"
        r"|ads?|ads?-(?:slot|banner|box|container|unit|wrapper|block|label)(?:-.*)?",
    ),
    (
        FurnitureKind("navigation", 300),
        r"(?:.*-)?(?:nav|navbar|navigation|pagination|pager|nav-links)|(?:main-|site-|mobile-|top-)?menu"
        r"|menu-item|site-(?:header|footer|nav|branding)|masthead|colophon|sidebar|page-footer|back-to-top"
        r"|(?:.*-)?copyright|top-?bar|(?:site-)?logo|(?:site-|page-|global-|main-)?footer"
        r"|footer-(?:top|bottom|inner|links|widgets?|wrapper|container)|post-tags|entry-tags|article-tags|tags-links",
    ),
)
_CLASS_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _CLASSES)
_SKIP_ADDRESS = re.compile(r"#(?:skip\S*|(?:main-?|page-?|site-?)?content|main|primary|top)", re.IGNORECASE)
_SKIP_TEXT = re.compile(r"\s*(?:skip|jump|go) (?:\w+ )?to\b|\s*back to (?:the )?top\b", re.IGNORECASE)
_COOKIE_TEXT = re.compile(
    r"\s*(?:we|(?:this|our|the) (?:web ?)?(?:site|page)s?)\s[^.]{0,40}?\buses?\s+(?:\w+\s+){0,2}cookies\b"
    r"|\s*by (?:continuing|using|clicking)\b[^.]{0,80}\bcookies\b",
    re.IGNORECASE,
)
#: Classes that WordPress derives from what an article is about.
_OF_THE_POST = re.compile(r"(?:tag|category|topic|type|status|format)-")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Elements that are the article, whatever their classes say.
_ARTICLE = frozenset("head main article title blockquote table td th tr tbody".split()) | HEADINGS
_SECTIONS = frozenset("article main section blockquote figure".split())


def furniture_kind(element: Element, *, is_page: bool) -> FurnitureKind | None:
    """What kind of furniture an element is; None for what may be the article.

    is_page: whether it stands on a page, and not in a fragment within Markdown.
    """
    tag = element.tag
    if tag in _ALWAYS:
        return _ALWAYS[tag]
    if tag in ("html", "body"):
        return None  # a script shows it
    if _is_hidden(element):
        return _HIDDEN
    return _kind_on_a_page(element) if is_page else None


def kind_by_text(element: Element, text: str) -> FurnitureKind | None:
    """The kind of furniture that an element is by the text in it: a skip link, or a notice about cookies."""
    if element.tag == "a":
        is_inner = element.attributes.get("href", "").startswith("#")
        return _SKIP_LINKS if is_inner and _SKIP_TEXT.match(text) else None
    is_in_article = element.is_in(HEADINGS) or element.tag in _ARTICLE
    return None if is_in_article or not _COOKIE_TEXT.match(text) else _COOKIE_NOTICES


def _kind_on_a_page(element: Element) -> FurnitureKind | None:
    tag, attributes = element.tag, element.attributes
    role = attributes.get("role", "").strip().lower()
    if role in _ROLES:
        return _ROLES[role]
    if tag in _ON_A_PAGE:
        return _ON_A_PAGE[tag]
    if tag == "header" and not element.is_in(_SECTIONS):
        return _ROLES["banner"]
    if tag == "a" and _SKIP_ADDRESS.fullmatch(attributes.get("href", "")):
        return _SKIP_LINKS
    return None if tag in _ARTICLE else _kind_by_class(element)


def _is_hidden(element: Element) -> bool:
    """Whether its attributes say that no reader sees it; text that can be unfolded is seen."""
    attributes = element.attributes
    if element.tag == "dialog" and "open" not in attributes:
        return True
    if "hidden" in attributes and attributes["hidden"].strip().lower() not in ("until-found", "false"):
        return True
    is_decoration = attributes.get("aria-hidden", "").strip().lower() == "true"
    return is_decoration or bool(_NOT_SHOWN.search(attributes.get("style", "")))


def _kind_by_class(element: Element) -> FurnitureKind | None:
    names = element.attributes.get("class", "").split()
    # The id of a section of a document is made of its heading, whatever that is about.
    if element.tag != "section" and not any(name.startswith(("section", "level")) for name in names):
        names += element.attributes.get("id", "").split()
    return next(filter(None, map(_kind_by_name, names)), None)


@lru_cache(maxsize=4096)
def _kind_by_name(name: str) -> FurnitureKind | None:
    """The kind that the name of a class or an id tells, if it tells one."""
    plain = _HUMP.sub("-", name).lower().replace("_", "-")
    if _OF_THE_POST.match(plain):
        return None
    return next((kind for kind, pattern in _CLASS_PATTERNS if pattern.fullmatch(plain)), None)
