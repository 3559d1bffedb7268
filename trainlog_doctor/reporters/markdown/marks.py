"""Signs that show a severity at a glance; the word always stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS: Mapping[str | None, str] = {"error": "🔴", "warning": "🟡", "info": "🔵", None: "⚪"}
"""Nothing found is no green light: that no rule fired proves little."""
STATES: Mapping[str, str] = {"failed": "🔴", "unjudged": "🟡", "passed": "🟢"}
"""Of the gate, which somebody has set, passing is one."""
