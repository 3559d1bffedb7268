"""Which event files must be read together: those of one run. Only the beginning of a directory's first file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories.directories import is_phase, place_of, trained_in
from trainlog_doctor.readers.tensorboard.hparams import beginning_of
from trainlog_doctor.readers.trees import folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePath, PurePosixPath

    from trainlog_doctor.readers.tensorboard.event_file import EventFile
    from trainlog_doctor.readers.trees import Tree

_MOST_LOOKED_INTO = 4
"""Files of a directory: a writer that was made anew leaves one without a scalar now and then."""


def shares(root: Tree, files: Sequence[PurePath]) -> list[list[PurePath]]:
    """Divide event files by the run that they may belong to, in the order of the runs."""
    directories: dict[PurePosixPath, list[PurePath]] = {}
    for file in files:
        directories.setdefault(folder_of(file), []).append(file)
    found: dict[PurePosixPath, list[PurePath]] = {}
    trained = trained_in(directories)
    for directory, below in directories.items():
        found.setdefault(_home(root, directory, below, trained), []).extend(below)
    return [found[home] for home in sorted(found)]


def _home(
    root: Tree, directory: PurePosixPath, files: Sequence[PurePath], trained: frozenset[PurePosixPath]
) -> PurePosixPath:
    """The run of a directory, as far as the first tag tells: a curve has one tag, so the first is all of them."""
    begins = [beginning_of(root / file) for file in files[:_MOST_LOOKED_INTO]] if directory.parts else []
    if any(one.session for one in begins) and not is_phase(directory.name):
        return directory.parent
    tags = {one.tag for one in begins if one.tag is not None}
    return place_of(directory, tags, root.name, trained)[0]


def results_only(root: Tree, files: Mapping[PurePath, EventFile]) -> bool:
    """Whether a directory holds what ``add_hparams`` notes of the run above it: its results, at one step."""
    points = (len(one) for events in files.values() for one in events.series.values())
    return max(points, default=0) == 1 and all(beginning_of(root / file).session for file in files)
