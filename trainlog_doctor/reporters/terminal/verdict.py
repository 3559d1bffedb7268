"""What a run comes to: what is the matter with it, and which epoch to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import LOOKS, QUIET, STRONG, heading, indented, label, lines, plain
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import FindingView


def head(view: RunView, style: Style) -> Iterator[Block]:
    """Draw what the run is, the verdict, and the epoch to keep with its reason."""
    yield plain(view.title, STRONG)
    yield plain(" · ".join((view.format, *(label(fact, style) for fact in view.facts))), QUIET)
    verdict = view.verdict
    yield plain(f"\n{label(verdict.severity_label, style)} {verdict.rule}".rstrip(), LOOKS[verdict.weight])
    yield lines(verdict.text, style)
    yield from _kept(view, style)


def _kept(view: RunView, style: Style) -> Iterator[Block]:
    if view.best is not None:
        yield heading(view.best.title, style)
        yield indented(lines(view.best.reason, style))
    for text in (view.stopping.now.text if view.stopping.now else None, view.elsewhere):
        if text is not None:
            yield plain("")
            yield indented(lines(text, style))


def finding_head(finding: FindingView, style: Style, *about: Text | None) -> Flow:
    """Name a finding, and behind its name what else there is to say about it."""
    said = " · ".join(label(text, style) for text in about if text is not None)
    name = f"{label(finding.severity_label, style)} {finding.code} {finding.name}"
    return Flow(Line((name, LOOKS[finding.severity]), (f"  {said}" if said else "", QUIET)))
