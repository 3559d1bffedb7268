"""A sentence in every language of the report: side by side where there is room for columns, else below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.grid import beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.reporters.terminal.flow import Flow
    from trainlog_doctor.reporters.terminal.line import Line

_ROOM = 70
"""Columns from which two languages fit beside each other."""
_GAP = 3


class SideBySide:
    """The same sentence in several languages, one a column."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = flows

    def rows(self, width: int) -> Iterator[Line]:
        """Lay the sentence out in lines of at most ``width`` cells."""
        if width < _ROOM:
            for flow in self.flows:
                yield from flow.rows(width)
            return
        share = -(-width // len(self.flows))
        widths = [min(share, width - place * share) for place in range(len(self.flows))]
        yield from beside(self.flows, widths, _GAP)

    def longest(self, width: int) -> int:
        """Cells that it takes where there are ``width``: all of them."""
        return width

    def least(self) -> int:
        """Cells without which a word of it would be broken."""
        return max(flow.least() for flow in self.flows)
