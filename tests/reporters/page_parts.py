"""Looking into pages: parsed strictly, so that a page that is not valid HTML fails whatever is asked of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


def parsed(page: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return cast("Element", parser.parse(page))


def text_of(node: Element) -> str:
    return "".join(node.itertext())


def visible(page: Element) -> str:
    """All text of the page's body but scripts and data."""
    body = page.find("body")
    assert body is not None
    return "".join(_visible(body))


def _visible(node: Element) -> Iterator[str]:
    if node.tag != "script":
        yield node.text or ""
        for child in node:
            yield from _visible(child)
            yield child.tail or ""


def pairs(page: Element) -> Iterator[tuple[str, str]]:
    """Every English sentence with the Chinese one beside it."""
    for parent in page.iter():
        for one, other in pairwise(parent):
            if one.tag == "span" and one.get("lang") == "en":
                assert other.get("lang") == "zh"
                yield text_of(one), text_of(other)
