"""GitLab's code quality report: a list of issues, told apart by fingerprints that do not depend on words or numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import colon, joined
from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.view.checks import checks, gravest_first

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.checks import Check
    from trainlog_doctor.view.document import ReportView

_TOLD = {"failed", "unjudged", "noted"}
_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def render(view: ReportView, style: Style) -> str:
    """Write the document; what was accepted is no issue."""
    return written([_issue(one, style) for one in gravest_first(checks(view)) if one.state in _TOLD])


def _issue(one: Check, style: Style) -> dict[str, object]:
    return {
        "description": f"{one.label}{colon(style)}{joined(one.text, style)}",
        "check_name": one.code,
        "fingerprint": one.fingerprint,
        "severity": "minor" if one.state == "unjudged" else _SEVERITIES[one.severity],
        "location": {"path": one.file, "lines": {"begin": one.line or 1}},
    }
