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
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.pipeline.stream import Feed

INTERRUPTED = "interrupted"
"""What is said of a source whose reading was interrupted."""


def collect(
    arguments: Sequence[str],
    input_format: str | None = None,
    feeds: Mapping[str, Feed] | None = None,
    *,
    growing: bool = False,
    most: int | None = None,
    only_sure: bool = False,
) -> Collected:
    """Read every run that the arguments name.

    Parameters
    ----------
    feeds
        Argument to where its bytes come from, for those that are not opened here.
    growing
        Whether somebody may still be writing: rows that have no end yet are left out.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.
    only_sure
        Whether a source that no reader is sure of is passed over, as if it held no runs.

    Raises
    ------
    UsageError
        ``unknown_format``.
    """
    check_format(input_format)
    collected, terms = Collected(), Terms(input_format, feeds or {}, growing, most, only_sure)
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
