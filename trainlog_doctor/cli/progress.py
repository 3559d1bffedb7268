"""How far the reading is, on a terminal, once it takes longer than a moment."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli.display import on_terminal
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n import LANGUAGES, text
from trainlog_doctor.sources import STDIN, locate
from trainlog_doctor.sources.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.progress import Progress

_MOMENT_SECONDS = 1.0
_BETWEEN_SECONDS = 0.2
"""A look at the bar costs milliseconds, which are the reading's."""


@contextmanager
def progress_of(sources: Sequence[str], given: dict[str, Any]) -> Iterator[None]:
    """Show how far the reading of sources is that is done inside; nothing where nobody watches."""
    if not on_terminal():
        yield
        return
    bar = Bar(lambda: total_bytes(sources), given["languages"][0])
    try:
        with counted(bar.advance):
            yield
    finally:
        bar.close()


class Bar:
    """A bar that comes late and goes without a trace.

    Parameters
    ----------
    total
        Tells the bytes that there are to read, or None; asked when the bar is first shown.
    """

    def __init__(
        self, total: Callable[[], int | None], language: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total, self._language, self._clock = total, language, clock
        self._done = 0
        self._due = clock() + _MOMENT_SECONDS
        self._shown: Progress | None = None

    def advance(self, size: int) -> None:
        """Hear of bytes that were read."""
        self._done += size
        if self._clock() < self._due:
            return
        if self._shown is None:
            self._shown = _bar(self._total(), self._done, self._language)
            self._shown.start()
        self._shown.update(self._shown.task_ids[0], completed=self._done, refresh=True)
        self._due = self._clock() + _BETWEEN_SECONDS

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


def total_bytes(sources: Sequence[str]) -> int | None:
    """Bytes of all sources as they lie on disk; None where that cannot be told of one of them."""
    try:
        paths = [location.path for source in sources for location in locate(source)]
    except DoctorError:
        return None
    sizes = [_size(path) for path in paths]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def _size(path: str) -> int | None:
    if path == STDIN:
        try:
            found = os.fstat(0)
        except OSError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None
    from trainlog_doctor.sources.stamp import stamp_of

    stamp = stamp_of(path)
    return stamp[0] if stamp else None


def _bar(total: int | None, done: int, language: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    told = text("cli.reading", language)
    try:
        told.encode(console.encoding)
    except UnicodeEncodeError:
        told = text("cli.reading", LANGUAGES[0])
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    made = Progress(*columns, console=console, transient=True, auto_refresh=False)
    made.add_task(told, total=total, completed=done)
    return made
