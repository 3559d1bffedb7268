"""Many runs at a glance, each row a way to its run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Html, tag
from trainlog_doctor.reporters.html.sections import badge
from trainlog_doctor.reporters.html.tables import headings, table
from trainlog_doctor.reporters.html.texts import fixed, listed, said

if TYPE_CHECKING:
    from trainlog_doctor.view.document import ErrorView, OverviewRow, OverviewView


def overview(view: OverviewView) -> Html:
    """One row a run, then the averages."""
    rows = (_row(row, number) for number, row in enumerate(view.rows, start=1))
    runs = table(headings(map(said, view.headings)), rows, class_="numbers worded")
    return tag("section", tag("h2", said(view.title)), runs, listed([said(text) for text in view.summaries]))


def _row(row: OverviewRow, number: int) -> Html:
    name = tag("th", tag("a", row.title, href=f"#run-{number}"), scope="row")
    return tag("tr", name, (tag("td", cell) for cell in row.cells), tag("td", badge(row.verdict, row.weight)))


def errors(views: tuple[ErrorView, ...]) -> Html | None:
    """What could not be judged at all."""
    return tag("section", tag("h2", fixed("errors")), tag("ul", map(_error, views))) if views else None


def _error(view: ErrorView) -> Html:
    return tag(
        "li",
        tag("code", view.path),
        " ",
        said(view.text),
        listed([said(detail) for detail in view.details]),
        class_="lines",
    )
