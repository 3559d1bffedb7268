"""Text for a terminal: blocks that know their lines for a width, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ReportView


def render(view: ReportView, style: Style) -> str:
    """Lay a report out for a terminal of the style's width; errors are not part of it."""
    # The page of a rule is also drawn here, and needs none of a report's sections.
    from trainlog_doctor.reporters.terminal.report import report

    return report(view, style)
