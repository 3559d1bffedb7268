"""The pieces that every report in a terminal is made of, and their drawing into a string."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from trainlog_doctor.reporters.terminal.bilingual import SideBySide
from trainlog_doctor.reporters.terminal.blocks import Indented
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.grid import Grid
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.model import Weight

ItemT = TypeVar("ItemT")

LOOKS: Mapping[Weight, str] = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "calm": "bold green",
    "open": "bold",
}
"""How text looks by what it weighs."""
QUIET = "dim"
STRONG = "bold"
CODE = "cyan"
ROOMY = 60
"""Columns below which a chart or a table of many columns shows too little to be worth its rows."""
KEPT = "★"
"""Marks the epoch to keep."""

_ASCII = str.maketrans(
    {
        KEPT: "*",
        "─": "-",
        "│": "|",
        "┊": ":",
        "┤": "|",
        "├": "+",
        "┼": "+",
        "└": "+",
        "≥": ">=",
        "≤": "<=",
        "–": "-",
        "·": "-",
        "…": "...",
        "±": "+-",
        "×": "x",
        "“": '"',
        "”": '"',
        "→": "->",
    }
)


def draw(parts: Iterable[Block], style: Style) -> str:
    """Lay parts out below each other."""
    rows = (row for part in parts for row in part.rows(style.width))
    drawn = "".join(f"{row.drawn(style.colour).rstrip(' ')}\n" for row in rows)
    return drawn if style.unicode else drawn.translate(_ASCII)


def plain(text: str, look: str = "") -> Flow:
    """Make one text as it is."""
    return Flow(Line((text, look)))


def lines(text: Text, style: Style, look: str = "") -> Flow | SideBySide:
    """Make a sentence of the report; what stands between backticks is code, which colour can show without them."""
    flows = [Flow(_marked(said, look, style.colour)) for said in _said(text, style)]
    return flows[0] if len(flows) == 1 else SideBySide(flows)


def _said(text: Text, style: Style) -> Sequence[str]:
    """Say a text in every language of the report."""
    return [shown(text[language], style) for language in style.languages]


def shown(text: str, style: Style) -> str:
    """Write a text with what the terminal can show; before it is laid out, since a mark may become several."""
    return text if style.unicode else text.translate(_ASCII)


def _marked(text: str, look: str, colour: bool) -> Line:
    parts = text.split("`")
    if not colour:
        parts[1::2] = (f"`{part}`" for part in parts[1::2])
    code = f"{look} {CODE}" if colour else look
    return Line(*((part, code if place % 2 else look) for place, part in enumerate(parts)))


def label(text: Text, style: Style) -> str:
    """Put a short text's languages beside each other."""
    return " / ".join(dict.fromkeys(_said(text, style)))


def below(text: Text, style: Style) -> str:
    """Put a short text's languages below each other, where columns are dear."""
    return "\n".join(dict.fromkeys(_said(text, style)))


def heading(text: Text, style: Style) -> Flow:
    """Make a section's heading, with a blank line before it."""
    return plain(f"\n{label(text, style)}", STRONG)


def first_of(items: Sequence[ItemT], most: int, style: Style) -> tuple[Sequence[ItemT], bool]:
    """Take the first of many items unless all are asked for, and say whether more are left; a single one never is."""
    whole = style.detail == "verbose" or len(items) <= most + 1
    return (items, False) if whole else (items[:most], True)


def indented(part: Block, by: int = 2) -> Indented:
    """Move a part to the right; its wrapped lines stay there."""
    return Indented(part, by)


def listed(items: Iterable[tuple[str, Block]]) -> Grid:
    """Make a list: marks on the left, the items' wrapped lines below each other."""
    grid = Grid()
    for mark, item in items:
        grid.add_row(plain(mark), item)
    return grid


def bare_table(numbers: int = 0) -> Grid:
    """Make a table without lines or headings; after the first column come ``numbers`` of numbers, to the right."""
    return Grid(right=range(1, 1 + numbers))
