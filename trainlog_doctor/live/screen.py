"""Where the status is shown: as one line that is rewritten, or as lines below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trainlog_doctor.live.words import Line
    from trainlog_doctor.reporters.base import Style

_ERASE = "\r\x1b[K"


class Screen(Protocol):
    """Somewhere to say things."""

    def show(self, lines: Iterable[Line]) -> None:
        """Say them."""
        ...

    def passed(self, at_line_start: bool) -> None:
        """Hear that bytes of the training were shown, and whether they left the cursor at the beginning of a line."""
        ...

    def close(self) -> None:
        """Leave the cursor at the beginning of a line, and nothing behind that is out of date."""
        ...


class Silent:
    """Says nothing."""

    def show(self, lines: Iterable[Line]) -> None:
        """Drop them."""

    def passed(self, at_line_start: bool) -> None:
        """Need not know."""

    def close(self) -> None:
        """Nothing is left behind."""


class Rewriting:
    """A terminal that nobody else writes to: the epoch's line is rewritten, everything else stays above it.

    Parameters
    ----------
    write
        Takes text at once and never raises.
    style
        Asked anew for every line: a terminal may change its width.
    """

    def __init__(self, write: Callable[[str], None], style: Callable[[], Style]) -> None:
        self._write, self._style = write, style
        self._shown = ""

    def show(self, lines: Iterable[Line]) -> None:
        """Print what stays, then the epoch's line, in one piece so that nothing flickers."""
        # rich comes with it, which a call that says nothing live must not wait for.
        from trainlog_doctor.live.layout import block, row

        style, told = self._style(), list(lines)
        staying = "".join(block(line, style) for line in told if line.kind != "epoch")
        epochs = [row(line, style, style.languages[0]) for line in told if line.kind == "epoch"]
        latest = epochs[-1] if epochs else self._shown
        if staying or latest != self._shown:
            self._write(_ERASE * bool(self._shown) + staying + latest)
            self._shown = latest

    def passed(self, at_line_start: bool) -> None:
        """Nobody else writes here."""

    def close(self) -> None:
        """Take the epoch's line away."""
        if self._shown:
            self._write(_ERASE)
            self._shown = ""


class Appending:
    """A file, or a terminal that the training writes to as well: lines are added, and only between its own.

    Parameters
    ----------
    write, style
        As for `Rewriting`.
    """

    def __init__(self, write: Callable[[str], None], style: Callable[[], Style]) -> None:
        self._write, self._style = write, style
        self._waiting: list[Line] = []
        self._between = True

    def show(self, lines: Iterable[Line]) -> None:
        """Print the lines now, or when the training's own line has ended; of epochs that wait only the latest."""
        for line in lines:
            if line.kind == "epoch":
                self._waiting = [one for one in self._waiting if one.kind != "epoch"]
            self._waiting.append(line)
        self._flush()

    def passed(self, at_line_start: bool) -> None:
        """Print what waits if this is a place for it."""
        self._between = at_line_start
        self._flush()

    def close(self) -> None:
        """End the line that is open if there is still something to say."""
        if not self._between:
            self._write("\n")
            self._between = True
        self._flush()

    def _flush(self) -> None:
        if self._between and self._waiting:
            from trainlog_doctor.live.layout import block, rows

            style = self._style()
            shown = (rows(line, style) if line.kind == "epoch" else block(line, style) for line in self._waiting)
            self._write("".join(shown))
            self._waiting = []
