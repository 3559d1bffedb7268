"""From arguments to runs: a file is one source, a directory is read as a whole or file by file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.errors import FormatError, SourceError
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.model import Notice
from trainlog_doctor.pipeline.beside import Others, others
from trainlog_doctor.pipeline.collected import Collected
from trainlog_doctor.pipeline.stream import Terms, check_format, format_of, read_source
from trainlog_doctor.readers import tree_readers
from trainlog_doctor.readers.folders import divide, read_part
from trainlog_doctor.record import replace
from trainlog_doctor.sources import Folder, Input, list_tree, locate, tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline.stream import Feed
    from trainlog_doctor.readers.trees import Tree

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
    if argument in terms.feeds:
        _take_input(collected, Input(argument), terms)
        return
    for location in collected.attempt(argument, lambda: locate(argument)) or ():
        if isinstance(location, Folder):
            _take_folder(collected, location, terms)
        else:
            _take_input(collected, location, terms)


def _take_input(collected: Collected, source: Input, terms: Terms) -> None:
    collected.take(source.path, lambda: read_source(source, terms))


def _take_folder(collected: Collected, folder: Folder, terms: Terms) -> None:
    """Read what readers of directories know below it, and every history file apart from that as a source of its own.

    Where they find no run in what they know, the histories beside it are nobody's but their own.
    """
    root = tree(folder.path)
    wanted = [r for r in tree_readers() if terms.input_format in {None, r.name}]
    found = collected.attempt(folder.path, lambda: divide(root, list_tree(folder.path), wanted))
    if found is None:
        return
    parts = [collected.attempt(folder.path, partial(read_part, root, part)) for part in found.parts]
    runs = [run for part in parts for run in part or ()]
    collected.take(folder.path, lambda: _told_of_others(root, found.beside, runs))
    if found.parts and terms.input_format is not None:
        return
    near = () if runs else others(root, found.beside, {part.reader.name for part in found.parts}).files
    apart = [file for file in found.apart if format_of(str(root / file)) is not None]
    histories = [str(root / file) for file in (*near, *apart)]
    for path in histories:
        _take_input(collected, Input(path), terms)
    if not found.parts and not histories:
        collected.errors.append(Failure(folder.path, FormatError("no_history_below", count=len(found.apart))))


def _told_of_others(root: Tree, files: Sequence[PurePath], runs: Sequence[Run]) -> Sequence[Run]:
    """Tell of history files beside the runs of a directory; they are not read."""
    found = others(root, files, {run.format for run in runs}) if runs else Others()
    if not found.files:
        return runs
    names = first_few([file.as_posix() for file in found.files])
    more = {"more": True} if found.more else {}
    notice = Notice("sources.others", data={"count": len(found.files), "names": names, **more})
    return (replace(runs[0], notices=(*runs[0].notices, notice)), *runs[1:])
