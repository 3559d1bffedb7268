"""Drawing with rich into a string: texts stay texts, whatever they contain, and wide characters count as two."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from trainlog_doctor.reporters.terminal.bilingual import SideBySide
from trainlog_doctor.reporters.terminal.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.model import Text

ItemT = TypeVar("ItemT")

SEVERITY_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
CALM = "bold green"
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


def draw(parts: Iterable[RenderableType], style: Style) -> str:
    """Lay parts out below each other."""
    console = Console(
        file=io.StringIO(),
        width=style.width,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, crop=False)
    drawn = "".join(f"{row.rstrip(' ')}\n" for row in captured.get().split("\n")[:-1])
    return drawn if style.unicode else drawn.translate(_ASCII)


def plain(text: str, look: str = "") -> Flow:
    """Make one text as it is."""
    return Flow(Line(text, style=look))


def unbroken(text: Line) -> RenderableType:
    """Make a text that is never wrapped, however narrow the terminal."""
    text.no_wrap, text.overflow = True, "ignore"
    # In a group: a text that is printed by itself forgets that it must not be wrapped.
    return Group(text)


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
    made = Line(style=look)
    for place, part in enumerate(text.split("`")):
        if place % 2 and colour:
            made.append(part, style=CODE)
        else:
            made.append(f"`{part}`" if place % 2 else part)
    return made


def label(text: Text, style: Style) -> str:
    """Put a short text's languages beside each other."""
    return " / ".join(dict.fromkeys(_said(text, style)))


def below(text: Text, style: Style) -> str:
    """Put a short text's languages below each other, where columns are dear."""
    return "\n".join(dict.fromkeys(_said(text, style)))


def heading(text: Text, style: Style) -> RenderableType:
    """Make a section's heading, with a blank line before it."""
    return plain(f"\n{label(text, style)}", STRONG)


def first_of(items: Sequence[ItemT], most: int, style: Style) -> tuple[Sequence[ItemT], bool]:
    """Take the first of many items unless all are asked for, and say whether more are left; a single one never is."""
    whole = style.detail == "verbose" or len(items) <= most + 1
    return (items, False) if whole else (items[:most], True)


def indented(part: RenderableType, by: int = 2) -> RenderableType:
    """Move a part to the right; its wrapped lines stay there."""
    return Padding(part, (0, 0, 0, by))


def listed(items: Iterable[tuple[str, RenderableType]]) -> RenderableType:
    """Make a list: marks on the left, the items' wrapped lines below each other."""
    table = bare_table()
    for mark, item in items:
        table.add_row(plain(mark), item)
    return table


def bare_table(numbers: int = 0) -> Table:
    """Make a table without lines or headings; after the first column come ``numbers`` of numbers, to the right."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in range(numbers):
        table.add_column(justify="right")
    return table
