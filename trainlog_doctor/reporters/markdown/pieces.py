"""What a Markdown report is put together from. Everything that is given to these is Markdown already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence, Sized

    from trainlog_doctor.view.model import Weight

MARKS: Mapping[Weight, str] = {"error": "🔴", "warning": "🟡", "info": "🔵", "calm": "⚪", "open": "⚪"}
"""Nothing found is no green light: that no rule fired proves little."""
STATES: Mapping[str, str] = {"failed": "🔴", "unjudged": "🟡", "passed": "🟢"}
"""Of the gate, which somebody has set, passing is one."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> str:
    """Make a table.

    Parameters
    ----------
    right
        Columns whose cells stand at the right, counted from 0.
    """
    rule = ["---:" if place in right else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def folded(summary: str, body: str) -> str:
    """Fold a part; the summary is HTML, in which Markdown is not read."""
    return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"


def bullets(items: Iterable[str]) -> str:
    """Make a list."""
    return "\n".join(f"- {item}" for item in items)


def further(items: Sized, most: int) -> str:
    """Count the items that are left out where only so many are told."""
    return f"… (+{len(items) - most})" if len(items) > most else ""


def stacked(items: Iterable[str]) -> str:
    """Put lines below each other in one paragraph, which no list before or after it can take in."""
    return "<br>\n".join(items)


def numbered(items: Iterable[str]) -> str:
    """Make a list of steps."""
    return "\n".join(f"{place}. {item}" for place, item in enumerate(items, start=1))


def fenced(code: str, language: str) -> str:
    """Make a block of code, with a fence longer than any in it."""
    fence = "```"
    while fence in code:
        fence += "`"
    return f"{fence}{language}\n{code}\n{fence}"


def joined(parts: Iterable[str]) -> str:
    """Put parts below each other; empty ones leave no gap."""
    return "\n\n".join(part for part in parts if part)
