"""What a page is put together from: texts in every language at once, lists, tables, what is folded away, data.

The page shows one language, or both, without being made anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.reporters.html.nodes import Attribute, Child, Html, join, raw, tag
from trainlog_doctor.reporters.plain_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.i18n import Text

_ACTIVE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def said(text: Text) -> Html:
    """Make a text: an element for each language, unless all say the same."""
    if len(set(text.values())) == 1:
        return _coded(next(iter(text.values())))
    return join(tag("span", _coded(words), lang=language) for language, words in text.items())


def fixed(key: str) -> Html:
    """Make one of the page's own words, ``html.<key>`` of the catalogues."""
    return said(translations(f"html.{key}"))


def sentence(text: Text, **attributes: Attribute) -> Html:
    """Make a paragraph; its languages stand below each other where both are shown."""
    return tag("p", said(text), class_="lines", **attributes)


def listed(items: Sequence[Child], name: str = "ul", **attributes: Attribute) -> Html | None:
    """Make a list; None of nothing."""
    return tag(name, (tag("li", item, class_="lines") for item in items), **attributes) if items else None


def _coded(words: str) -> Html:
    """What stands between backticks is code."""
    parts = words.split("`")
    return join(tag("code", part) if place % 2 else part for place, part in enumerate(parts))


def table(head: Html, rows: Iterable[Html], **attributes: Attribute) -> Html:
    """Make a table of a row of headings and rows below it."""
    whole = tag("table", tag("thead", head), tag("tbody", rows), **attributes)
    return tag("div", whole, class_="scrolling")


def headings(cells: Iterable[Child]) -> Html:
    """Make the row of headings, one a column."""
    return tag("tr", (tag("th", cell, scope="col") for cell in cells))


def folded(label: Html, count: int, *content: Child, **attributes: Attribute) -> Html:
    """Fold content away under its name and how many things it is."""
    return tag("details", tag("summary", label, " ", tag("span", str(count), class_="count")), content, **attributes)


def embedded(data: object, ident: str) -> Html:
    """Make a data element that scripts find by its id.

    NaN and infinities are the strings ``nan``, ``inf`` and ``-inf``; all that is not ASCII is written as JSON escapes,
    and so is every sign that means something in HTML.
    """
    document = json.dumps(plain(data), allow_nan=False, separators=(",", ":"))
    return raw(document.translate(_ACTIVE), "script", type="application/json", id=ident)
