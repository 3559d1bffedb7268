"""A sentence in every language of the report: side by side where there is room for columns, else below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.measure import Measurement
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from trainlog_doctor.reporters.terminal.flow import Flow

_ROOM = 70
"""Columns from which two languages fit beside each other."""
_GAP = 3


class SideBySide:
    """The same sentence in several languages, one a column.

    Parameters
    ----------
    flows
        The sentence, one a language.
    """

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = flows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < _ROOM:
            yield from self.flows
            return
        table = Table.grid(padding=(0, _GAP, 0, 0), expand=True)
        for _ in self.flows:
            table.add_column(ratio=1)
        table.add_row(*self.flows)
        yield table

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, options.max_width)
