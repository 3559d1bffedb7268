"""A command under a pseudo-terminal of its own: it behaves as if watched, and we get its bytes as it wrote them."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import struct
import subprocess
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_FOUND, NOT_EXECUTABLE = 127, 126
_KILLED = 128
_OUTPUT_FLAGS = 1


class CommandError(DoctorError):
    """A command that cannot be started.

    Parameters
    ----------
    code
        What a shell would exit with.
    """

    def __init__(self, key: str, code: int, **data: object) -> None:
        super().__init__(key, **data)
        self.code = code


@dataclass(frozen=True, slots=True)
class Child:
    """A command that runs.

    Attributes
    ----------
    terminal
        Our end of its terminal.
    """

    process: subprocess.Popen[bytes]
    terminal: int

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    @property
    def status(self) -> int:
        """What a shell would tell of its end: its exit code, 128 and the signal's number where one killed it."""
        code = self.process.wait()
        return code if code >= 0 else _KILLED - code

    def send(self, number: int) -> None:
        """Send a signal to all its processes; those typed on a terminal go to the job in the foreground."""
        group = self.process.pid
        if number in (signal.SIGINT, signal.SIGQUIT):
            with suppress(OSError):
                group = os.tcgetpgrp(self.terminal) or group
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)

    def close(self) -> None:
        """Hang up: what it left running and holds its terminal is told so."""
        os.close(self.terminal)

    def resize(self, rows: int, columns: int) -> None:
        """Change the size of its terminal; it is told by a signal."""
        with suppress(OSError):
            fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def start(command: Sequence[str], keyboard: int | None, size: tuple[int, int]) -> Child:
    """Start a command.

    Parameters
    ----------
    keyboard
        Our own terminal, whose keys will be passed on; None where standard input is no terminal: the command gets it.
    size
        Rows and columns.

    Raises
    ------
    CommandError
        ``live.not_found`` or ``live.not_executable``.
    """
    ours, theirs = os.openpty()
    try:
        modes = termios.tcgetattr(theirs if keyboard is None else keyboard)
        # Line ends pass as they are written: turning them is the business of the terminal where they are shown.
        modes[_OUTPUT_FLAGS] &= ~termios.OPOST
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        stdin = None if keyboard is None else theirs
        return Child(_spawned(command, stdin, theirs), ours)
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)


def _spawned(command: Sequence[str], stdin: int | None, terminal: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - running what the user names is what it is for
            command,
            stdin=stdin,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - no other thread runs
        )
    except FileNotFoundError as error:
        found = shutil.which(command[0])
        key, code = ("live.not_executable", NOT_EXECUTABLE) if found else ("live.not_found", NOT_FOUND)
        raise CommandError(key, code, command=command[0], problem=error.strerror) from error
    except OSError as error:
        data = {"command": command[0], "problem": error.strerror}
        raise CommandError("live.not_executable", NOT_EXECUTABLE, **data) from error


def _own_terminal() -> None:
    """Make the pseudo-terminal, which is standard output, the new session's: keys and sizes become signals."""
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)
