"""From arguments to runs: a file is one source, a directory is read as a whole or file by file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trainlog_doctor.errors import SourceError
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.pipeline.collected import Collected
from trainlog_doctor.pipeline.stream import Terms, check_format, read_source
from trainlog_doctor.sources import Folder, Input, locate

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = "interrupted"
"""What is said of a source whose reading was interrupted."""


def collect(arguments: Sequence[str], terms: Terms = Terms()) -> Collected:  # noqa: B008 - it is frozen
    """Read every run that the arguments name.

    Raises
    ------
    UsageError
        ``unknown_format``.
    """
    check_format(terms.input_format)
    collected = Collected()
    for argument in arguments:
        try:
            _take(collected, argument, terms)
        except KeyboardInterrupt:
            if argument in terms.feeds or not terms.feeds:
                raise
            # What was listened to cannot be heard once more: better judged without the others than lost.
            collected.errors.append(Failure(argument, SourceError(INTERRUPTED, path=argument)))
            break
    return collected


def _take(collected: Collected, argument: str, terms: Terms) -> None:
    found = [Input(argument)] if argument in terms.feeds else collected.attempt(argument, partial(locate, argument))
    for location in found or ():
        if isinstance(location, Folder):
            from trainlog_doctor.pipeline.collect_folder import take_folder

            take_folder(collected, location, terms)
        else:
            collected.take(location.path, partial(read_source, location, terms))
