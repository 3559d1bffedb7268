"""A comparison as one page that holds all it needs, the curves of all sides over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html import footer
from trainlog_doctor.reporters.html.all_runs import errors
from trainlog_doctor.reporters.html.curves import Marks, curves
from trainlog_doctor.reporters.html.nodes import Child, Html, join, tag
from trainlog_doctor.reporters.html.page import page
from trainlog_doctor.reporters.html.pieces import headings, listed, said, sentence, table
from trainlog_doctor.reporters.html.sections import section

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.comparison.document import ComparisonView, SideView, TableView, VersusView

_WEIGHTS = {"better": "calm", "worse": "error", "mixed": "warning"}


def render(view: ComparisonView, style: Style) -> str:
    """Lay a comparison out as a page in every language; the style says which one is shown first."""
    title = " / ".join(side.title for side in view.sides[:2])
    return page(title, join(_main(view)), footer(view.version, view.rules_version), style)


def _main(view: ComparisonView) -> tuple[Child, ...]:
    first = 1 if view.ranking else 0
    tables = [_table(one) for one in view.tables]
    told = _folded if len(view.versus) > 1 else _versus
    return (
        tag("h2", said(view.title)),
        tag("ul", map(_side, view.sides), class_="sides"),
        errors(view.errors),
        *tables[:first],
        *(told(one, view) for one in view.versus),
        section(view.words["curves"], curves(view.charts, Marks(), "compared")),
        *tables[first:],
        None if view.alike is None else sentence(view.alike),
        *(tag("p", said(note), class_="quiet lines") for note in view.notes),
    )


def _folded(one: VersusView, view: ComparisonView) -> Html:
    return tag("details", tag("summary", _head(one)), _versus(one, view))


def _side(side: SideView) -> Html:
    about = join((" · ", said(text)) for text in side.about)
    return tag("li", tag("b", side.letter), " ", tag("code", side.title), about)


def _versus(one: VersusView, view: ComparisonView) -> Html:
    head = tag("p", _head(one))
    reasons = listed([said(reason) for reason in (*one.reasons, *one.caveats)])
    verdict = tag("div", head, reasons, class_=f"verdict {_weight(one)}")
    found: list[Child] = [join((tag("b", said(finding.label)), " ", said(finding.text))) for finding in one.findings]
    return join((verdict, section(view.words["findings"], listed(found))))


def _head(one: VersusView) -> Html:
    return join((tag("strong", said(one.label), class_=f"badge {_weight(one)}"), " ", said(one.headline)))


def _weight(one: VersusView) -> str:
    return _WEIGHTS.get(one.verdict, "info")


def _table(view: TableView) -> Html | None:
    rows = (
        tag("tr", tag("th", said(row[0]), scope="row"), (tag("td", said(cell)) for cell in row[1:]))
        for row in view.rows
    )
    return section(view.title, table(headings(map(said, view.headings)), rows, class_="numbers"))
