"""What a report is laid out of: blocks that know their lines for a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class Block(Protocol):
        """What can be laid out."""

        def rows(self, width: int) -> Iterator[Line]:
            """Lay it out in lines of at most ``width`` cells."""
            ...

        def longest(self, width: int) -> int:
            """Cells that its longest line takes where there are ``width``."""
            ...

        def least(self) -> int:
            """Cells without which a word of it would be broken that is not very long."""
            ...


class Unbroken:
    """A text that is never wrapped, however narrow the terminal.

    Parameters
    ----------
    text
        Its own line ends are kept.
    """

    def __init__(self, text: Line) -> None:
        self._text = text

    def rows(self, _: int) -> Iterator[Line]:
        """Lay it out."""
        return self._text.rows()

    def longest(self, _: int) -> int:
        """Cells that it takes."""
        return self._text.width

    def least(self) -> int:
        """Cells that it takes."""
        return self._text.width


class Indented:
    """A block further to the right, its wrapped lines too.

    Parameters
    ----------
    by
        Cells.
    """

    def __init__(self, block: Block, by: int) -> None:
        self._block = block
        self._by = by

    def rows(self, width: int) -> Iterator[Line]:
        """Lay it out."""
        for row in self._block.rows(width - self._by):
            yield Line(" " * self._by, *row.pieces)

    def longest(self, width: int) -> int:
        """Cells that it takes where there are ``width``."""
        return self._by + self._block.longest(width - self._by)

    def least(self) -> int:
        """Cells without which a word of it would be broken."""
        return self._by + self._block.least()
