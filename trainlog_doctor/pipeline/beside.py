"""Histories beside the runs of a directory, not read with those: mostly they are the same trainings once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.pipeline.stream import format_of
from trainlog_doctor.readers import formats
from trainlog_doctor.readers.trees import EVENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import PurePath

    from trainlog_doctor.readers.trees import Tree

_OF_EVENTS = "tensorboard"
"""Format of files that are named so."""

_MOST_LOOKED_AT = 200


class Others(NamedTuple):
    """Histories that were not read.

    Attributes
    ----------
    more
        Whether there may be more of them, among files that nobody looked at.
    """

    files: Sequence[PurePath] = ()
    more: bool = False


def others(root: Tree, files: Sequence[PurePath], read: Collection[str]) -> Others:
    """Find files that are histories of another format than those of the runs.

    Parameters
    ----------
    files
        Files in, below or above the folders of the runs, relative to ``root``; the first ones are looked at.
    read
        Formats of the runs.
    """
    strange = [file for file in files if EVENTS not in file.name or _OF_EVENTS not in read]
    found = [(file, format_of(str(root / file))) for file in strange[:_MOST_LOOKED_AT]]
    histories = [file for file, name in found if name not in read and (name == "" or name in formats())]
    return Others(histories, len(strange) > _MOST_LOOKED_AT)
