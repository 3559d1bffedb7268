"""What was found, each with its evidence and a way to its epochs in the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Html, join, tag
from trainlog_doctor.reporters.html.pieces import folded, listed, said, sentence
from trainlog_doctor.reporters.html.sections import badge

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import FindingView


def findings(run: RunView, evidence: Text, panel: str) -> Html:
    """List every finding, the gravest first.

    Parameters
    ----------
    evidence
        The word above the numbers.
    panel
        Id of the charts in which to show a finding's epochs.
    """
    return join(_finding(one, evidence, panel) for one in run.findings)


def _finding(view: FindingView, evidence: Text, panel: str) -> Html:
    proof = listed([said(row) for row in view.proof])
    return tag(
        "article",
        tag("h4", badge(view.severity_label, view.severity), " ", tag("code", view.code), " ", said(view.title)),
        # The verdict above has said it already.
        None if view.is_verdict else sentence(view.message),
        tag("p", _epochs(view, panel), tag("span", said(view.confidence_label), f" · {view.name}", class_="quiet")),
        folded(said(evidence), len(view.proof), proof, open=view.is_verdict) if proof else None,
        class_=f"finding {view.severity}",
    )


def _epochs(view: FindingView, panel: str) -> Html | None:
    """Name the epochs; a press shows them in the charts."""
    if view.epochs is None or view.span is None:
        return None
    first, last = view.epochs
    return tag(
        "button",
        said(view.span),
        type="button",
        class_="jump",
        data_panel=panel,
        data_first=first,
        data_last=last,
        data_code=view.code,
    )
