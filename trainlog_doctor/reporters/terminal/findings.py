"""What the rules found, with the evidence; and, on request, what every rule answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import QUIET, first_of, indented, label, lines, listed, plain, shown
from trainlog_doctor.reporters.terminal.verdict import finding_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import FindingView

_MOST_EVIDENCE = 3
"""Further evidence is for those who ask for it; what a rule measures first tells the most."""


def findings(view: RunView, words: Mapping[str, Text], style: Style) -> Iterator[Block]:
    """Draw every finding; the one that the verdict has told already without its sentence."""
    for finding in view.findings:
        yield indented(finding_head(finding, style, finding.span, finding.confidence_label))
        if not finding.is_verdict:
            yield indented(lines(finding.message, style), 4)
        yield from _evidence(finding, words, style)


def _evidence(finding: FindingView, words: Mapping[str, Text], style: Style) -> Iterator[Block]:
    if not finding.proof:
        return
    yield indented(plain(label(words["evidence"], style), QUIET), 4)
    shown, more = first_of(finding.proof, _MOST_EVIDENCE, style)
    rows = [("·", lines(row, style, QUIET)) for row in shown]
    if more:
        rows.append(("+", lines(words["more"], style, QUIET)))
    yield indented(listed(rows), 4)


def outcomes(view: RunView, style: Style) -> Iterator[Block]:
    """Draw what every rule answered, with its reason and its numbers."""
    for outcome in view.outcomes:
        yield indented(plain(f"{outcome.code} {outcome.name}  {label(outcome.status_label, style)}"))
        reason = () if outcome.reason is None else (label(outcome.reason, style),)
        for text in (*reason, *(one.text for one in outcome.evidence)):
            yield indented(plain(shown(text, style), QUIET), 4)
