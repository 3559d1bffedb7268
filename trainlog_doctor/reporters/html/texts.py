"""Texts in every language at once: the page shows one of them, or both, without being made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.reporters.html.nodes import Attribute, Child, Html, join, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text


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
