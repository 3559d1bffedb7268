"""What could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.marks import MARKS
from trainlog_doctor.reporters.markdown.neutral import label, prose
from trainlog_doctor.reporters.markdown.pieces import stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ErrorView

_MOST = 50


def errors(views: Sequence[ErrorView], style: Style) -> Part:
    """Make one line an error."""
    further = [f"… (+{len(views) - _MOST})"] if len(views) > _MOST else []
    return Part(stacked([*(f"{MARKS['error']} {_error(view, style)}" for view in views[:_MOST]), *further]))


def _error(view: ErrorView, style: Style) -> str:
    said = "<br>".join([label(view.text, style), *(label(detail, style) for detail in view.details)])
    return f"{prose(view.path)}: {said}" if view.path else said
