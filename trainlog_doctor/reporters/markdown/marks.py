"""Signs that show at a glance what something weighs; the word always stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.view.model import Weight

MARKS: Mapping[Weight, str] = {"error": "🔴", "warning": "🟡", "info": "🔵", "calm": "⚪", "open": "⚪"}
"""Nothing found is no green light: that no rule fired proves little."""
STATES: Mapping[str, str] = {"failed": "🔴", "unjudged": "🟡", "passed": "🟢"}
"""Of the gate, which somebody has set, passing is one."""
