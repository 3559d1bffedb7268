"""What could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.neutral import label, prose
from trainlog_doctor.reporters.markdown.pieces import MARKS, further, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ErrorView

_MOST = 50


def errors(views: Sequence[ErrorView], style: Style) -> Part:
    """Make one line an error."""
    told = [f"{MARKS['error']} {_error(view, style)}" for view in views[:_MOST]]
    return Part(stacked(filter(None, [*told, further(views, _MOST)])))


def _error(view: ErrorView, style: Style) -> str:
    said = "<br>".join([label(view.text, style), *(label(detail, style) for detail in view.details)])
    return f"{prose(view.path)}: {said}" if view.path else said
