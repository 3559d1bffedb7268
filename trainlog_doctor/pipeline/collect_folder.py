"""From a directory to runs: it is read as a whole, or file by file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.errors import FormatError
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.model import Notice
from trainlog_doctor.pipeline.beside import Others, others
from trainlog_doctor.pipeline.stream import read_found, read_source
from trainlog_doctor.readers import tree_readers
from trainlog_doctor.readers.folders import divide, read_part
from trainlog_doctor.record import replace
from trainlog_doctor.sources import Folder, Input
from trainlog_doctor.sources.tree import list_tree, tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline.collected import Collected
    from trainlog_doctor.pipeline.stream import Terms
    from trainlog_doctor.readers.trees import Tree


def take_folder(collected: Collected, folder: Folder, terms: Terms) -> None:
    """Read what readers of directories know below it, and every history file apart from that as a source of its own.

    Where they find no run in what they know, the histories beside it are nobody's but their own. What may not be opened
    is an error.
    """
    root = tree(folder.path)
    wanted = [r for r in tree_readers() if terms.input_format in {None, r.name}]
    below = collected.attempt(folder.path, partial(list_tree, folder.path))
    found = below and collected.attempt(folder.path, partial(divide, root, below.files, wanted))
    if below is None or found is None:
        return
    parts = [collected.attempt(folder.path, partial(read_part, root, part)) for part in found.parts]
    runs = [run for part in parts for run in part or ()]
    collected.take(folder.path, lambda: _told_of_others(root, found.beside, runs))
    for closed in below.closed:
        collected.take(str(root / closed), partial(read_source, Input(str(root / closed)), terms))
    if found.parts and terms.input_format is not None:
        return
    near = () if runs else others(root, found.beside, {part.reader.name for part in found.parts}).files
    taken = len(collected.runs) + len(collected.errors)
    for path in (str(root / file) for file in (*near, *found.apart)):
        if alone := collected.attempt(path, partial(read_found, path, terms)):
            collected.runs.append((path, alone))
    if not found.parts and not below.closed and taken == len(collected.runs) + len(collected.errors):
        collected.errors.append(Failure(folder.path, FormatError("no_history_below")))


def _told_of_others(root: Tree, files: Sequence[PurePath], runs: Sequence[Run]) -> Sequence[Run]:
    """Tell of history files beside the runs of a directory; they are not read."""
    found = others(root, files, {run.format for run in runs}) if runs else Others()
    if not found.files:
        return runs
    names = first_few([file.as_posix() for file in found.files])
    more = {"more": True} if found.more else {}
    notice = Notice("sources.others", data={"count": len(found.files), "names": names, **more})
    return (replace(runs[0], notices=(*runs[0].notices, notice)), *runs[1:])
