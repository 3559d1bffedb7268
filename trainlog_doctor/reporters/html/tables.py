"""Tables that scroll by themselves, so that the page never does; and what is folded away until it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Attribute, Child, Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable


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
