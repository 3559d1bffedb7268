"""What a Markdown report is put together from. Everything that is given to these is Markdown already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[bool]) -> str:
    """Make a table.

    Parameters
    ----------
    numbers
        Which columns are set to the right.
    """
    rule = ["---:" if number else "---" for number in numbers]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def folded(summary: str, body: str) -> str:
    """Fold a part; the summary is HTML, in which Markdown is not read."""
    return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"


def bullets(items: Iterable[str]) -> str:
    """Make a list."""
    return "\n".join(f"- {item}" for item in items)


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
