"""The parts of a run's report that are text: one function a part, each None where there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Attribute, Child, Html, join, tag
from trainlog_doctor.reporters.html.pieces import fixed, headings, listed, said, sentence, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import CallbacksView, OutcomeView, PhaseView


def section(title: Text, *content: Child, **attributes: Attribute) -> Html | None:
    """Put a heading before content, if there is any."""
    inside = join(content)
    return tag("section", tag("h3", said(title)), inside, **attributes) if inside else None


def verdict(run: RunView) -> Html:
    """The one sentence, with its weight as a word and a colour; and whether to go on, where the run may."""
    judged, now = run.verdict, run.stopping.now
    return tag(
        "div",
        tag("p", badge(judged.severity_label, judged.weight), named(judged.code, judged.label)),
        sentence(judged.text, data_role="verdict"),
        None if now is None else sentence(now.text),
        class_=f"verdict {judged.weight}",
    )


def badge(label: Text, weight: str) -> Html:
    """A word in the colour of its weight."""
    return tag("strong", said(label), class_=f"badge {weight}")


def named(code: str | None, name: str) -> Child:
    """A rule's code and name."""
    return None if code is None else (" ", tag("code", code), f" {name}")


def phases(views: Sequence[PhaseView]) -> Html | None:
    """The course of the run."""
    marks = (tag("span", class_=f"swatch phase-{one.kind}") for one in views)
    items = [(mark, " ", tag("b", said(one.span)), " ", said(one.text)) for mark, one in zip(marks, views, strict=True)]
    return listed(items, class_="phases")


def unchecked(run: RunView) -> Html | None:
    """What could not be looked at, and why."""
    return listed([said(text) for text in run.unchecked])


def log(run: RunView) -> Html | None:
    """What the log says besides its metrics."""
    rows = [(tag("dt", said(line.label)), tag("dd", said(line.text), class_="lines")) for line in run.log.lines]
    return tag("dl", rows) if rows else None


def callbacks(view: CallbacksView | None) -> Child:
    """Code to paste."""
    if view is None:
        return None
    # Line ends are part of code, and no part of a text.
    code = Html("\n".join(join((line,)) for line in view.code.split("\n")))
    copying = tag("button", fixed("copy"), type="button", data_copy=True, class_="scripted")
    return sentence(view.reason), tag("div", tag("pre", tag("code", code)), copying, class_="code")


def outcomes(run: RunView, style: Style) -> Html | None:
    """Every rule's answer with what it measured."""
    if not run.outcomes:
        return None
    head = headings(fixed(f"outcome.{key}") for key in ("rule", "answer", "measured"))
    summary = tag("summary", fixed("every_rule"), " ", tag("span", said(run.counts), class_="quiet"))
    return tag(
        "details", summary, table(head, map(_outcome, run.outcomes)), open=style.detail == "verbose", class_="outcomes"
    )


def _outcome(view: OutcomeView) -> Html:
    reason = None if view.reason is None else sentence(view.reason)
    measured = (tag("p", one.text, class_="number") for one in view.evidence)
    rule = tag("th", tag("code", view.code), f" {view.name}", scope="row")
    return tag("tr", rule, tag("td", said(view.status_label)), tag("td", reason, measured))
