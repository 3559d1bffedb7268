"""Text with looks: what is written to a terminal before it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Piece = tuple[str, str]
    """A text and its look: words such as ``bold red``, or nothing."""

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}


class Line:
    """Pieces of text behind each other.

    Parameters
    ----------
    *pieces
        Texts, or texts with their looks; line ends in them are kept.
    """

    __slots__ = ("pieces",)

    def __init__(self, *pieces: str | Piece) -> None:
        self.pieces = tuple([(piece, "") if isinstance(piece, str) else piece for piece in pieces])

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join([text for text, _ in self.pieces])

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(cell_len, self.plain.split("\n")))

    def rows(self) -> Iterator[Line]:
        """Cut at line ends."""
        row: list[Piece] = []
        for text, look in self.pieces:
            first, *others = text.split("\n")
            row.append((first, look))
            for other in others:
                yield Line(*row)
                row = [(other, look)]
        yield Line(*row)

    def divided(self, offsets: Iterable[int]) -> Iterator[Line]:
        """Cut before characters, counted from 0, in rising order; blanks at the ends are left out."""
        plain, start, ends = self.plain, 0, tuple(offsets)
        if not ends and not plain.endswith(" "):
            yield self
            return
        for end in (*ends, len(plain)):
            yield self._part(start, start + len(plain[start:end].rstrip()))
            start = end

    def _part(self, start: int, end: int) -> Line:
        kept, at = [], 0
        for text, look in self.pieces:
            kept.append((text[max(0, start - at) : max(0, end - at)], look))
            at += len(text)
        return Line(*kept)

    def drawn(self, colour: bool) -> str:
        """Write the text as a terminal takes it."""
        return "".join(_coloured(*piece) for piece in self.pieces) if colour else self.plain


def joined(between: str, lines: Iterable[Line]) -> Line:
    """Put lines behind each other."""
    first, *others = lines
    return Line(*first.pieces, *(piece for line in others for piece in ((between, ""), *line.pieces)))


def _coloured(text: str, look: str) -> str:
    codes = ";".join(_CODES[word] for word in look.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text
