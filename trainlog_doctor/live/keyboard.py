"""Our own terminal while a command has it: every key is passed on at once, and it is left as it was found."""

from __future__ import annotations

import os
import termios
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_INPUT_FLAGS, _LOCAL_FLAGS, _CHARACTERS = 0, 3, 6
_USUAL_SIZE = (24, 80)


class Keyboard:
    """A terminal whose keys go elsewhere.

    Keys that mean signals (Ctrl-C, Ctrl-Z) stay ours, since the command's session is none that our shell could stop.

    Parameters
    ----------
    descriptor
        The terminal; None where standard input is none.
    """

    def __init__(self, descriptor: int | None) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None

    @contextmanager
    def attached(self) -> Iterator[None]:
        """Pass keys on while this is open, however it is left."""
        self.attach()
        try:
            yield
        finally:
            self.restore()

    @property
    def listening(self) -> bool:
        """Whether keys are passed on: not while we run in the background, where reading them would stop us."""
        return self._before is not None

    def attach(self) -> None:
        """Take the terminal, if we are in its foreground."""
        if self.descriptor is None or self._before is not None or not self._foreground(self.descriptor):
            return
        self._before = termios.tcgetattr(self.descriptor)
        modes = termios.tcgetattr(self.descriptor)
        modes[_INPUT_FLAGS] &= ~termios.ICRNL
        modes[_LOCAL_FLAGS] &= ~(termios.ICANON | termios.ECHO)
        modes[_CHARACTERS][termios.VMIN], modes[_CHARACTERS][termios.VTIME] = 1, 0
        termios.tcsetattr(self.descriptor, termios.TCSANOW, modes)

    def restore(self) -> None:
        """Give it back."""
        if self.descriptor is not None and self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.descriptor, termios.TCSADRAIN, self._before)
            self._before = None

    def forget(self) -> None:
        """Pass no more keys on: the terminal is gone."""
        self.restore()
        self.descriptor = None

    @staticmethod
    def _foreground(descriptor: int) -> bool:
        try:
            return os.tcgetpgrp(descriptor) == os.getpgrp()
        except OSError:
            return False


def size() -> tuple[int, int]:
    """Rows and columns of the terminal that we are shown on, else the usual ones."""
    for descriptor in (1, 2, 0):
        with suppress(OSError):
            columns, rows = os.get_terminal_size(descriptor)
            if rows and columns:
                return rows, columns
    return _USUAL_SIZE
