"""What early stopping would have done to the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import (
    QUIET,
    ROOMY,
    bare_table,
    below,
    heading,
    indented,
    lines,
    plain,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.model import StopsView


def stops(view: StopsView | None, style: Style) -> Iterator[Block]:
    """Draw the table with its heading, if there is room; its cells in the first language, numbers need no second."""
    if view is None or style.width < ROOMY:
        return
    yield heading(view.title, style)
    table = bare_table(numbers=len(view.headings) - 1)
    table.add_row(*(plain(below(text, style), QUIET) for text in view.headings))
    above, first = None, style.languages[0]
    for monitor, *others in view.rows:
        # The metric is named once for all its rows.
        named = "" if monitor == above else monitor[first]
        table.add_row(plain(named), *(plain(shown(text[first], style)) for text in others))
        above = monitor
    yield indented(table)
    yield indented(lines(view.note, style, QUIET))
