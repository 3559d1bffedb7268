"""What of a directory is whose: readers name the folders of their runs, and what lies elsewhere stands for itself."""

from __future__ import annotations

from functools import partial
from math import inf
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import HEAD_BYTES, Certainty
from trainlog_doctor.readers.recognise import first_with_epochs
from trainlog_doctor.readers.trees import first_bytes, folder_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.trees import Tree, TreeReader


_STATE = "trainer_state.json"
_CHECKPOINT = regex(r"checkpoint-(\d{1,15})")
"""Where Hugging Face's Trainer writes its state, which holds all that was logged so far."""
_LARGEST_STATE = 1 << 26
_RESULTS, _AS_TABLE, _OF_RAY = "result.json", "progress.csv", b'"training_iteration"'
"""What Ray writes of each trial: all of its results, and once more those that the first one had."""


class Part(NamedTuple):
    """Files in which a reader knows runs."""

    reader: TreeReader
    files: Sequence[PurePath]


class Division(NamedTuple):
    """A directory's files.

    Attributes
    ----------
    parts
        What readers of directories know.
    beside
        Files in, below or above the folders of those runs: mostly the same trainings once more.
    apart
        Files that lie elsewhere.
    """

    parts: Sequence[Part]
    beside: Sequence[PurePath]
    apart: Sequence[PurePath]


def divide(root: Tree, files: Sequence[PurePath], readers: Sequence[TreeReader]) -> Division:
    """Divide a directory between the readers that recognise something in it.

    A run that another reader finds inside a folder of a run is that run once more, as what TensorBoard wrote among the
    artifacts of an MLflow run. Of the same folder the first reader has it.

    All files of the directory are given, relative to ``root``.
    """
    files = _told_once(root, files)
    answers = [(reader, reader.sniff(root, files).certainty) for reader in readers]
    asked = [reader for reader, certainty in answers if certainty is Certainty.SURE]
    asked = asked or [reader for reader, certainty in answers if certainty is Certainty.WEAK]
    claims = {reader.name: set(reader.places(root, files)) for reader in asked}
    owners = _owners(claims)
    parts = [
        Part(reader, _without(files, {place for place in claims[reader.name] if owners.get(place) != reader.name}))
        for reader in asked
        if reader.name in owners.values()
    ]
    return Division(parts, *_sides(files, owners))


def read_part(root: Tree, part: Part) -> Sequence[Run]:
    """Read the runs of a part.

    Raises
    ------
    FormatError
        ``no_epoch``, or what the reader itself found wrong.
    """
    return first_with_epochs([lambda: part.reader.read(root, part.files)], lambda: FormatError("no_epoch"))


def _told_once(root: Tree, files: Sequence[PurePath]) -> Sequence[PurePath]:
    """Leave out what tells a training once more: the states before its last checkpoint, the table beside results."""
    states: dict[PurePosixPath, list[PurePath]] = {}
    for file in (file for file in files if file.name == _STATE):
        folder = folder_of(file)
        states.setdefault(folder.parent if _CHECKPOINT.fullmatch(folder.name) else folder, []).append(file)
    several = (same for same in states.values() if len(same) > 1)
    again = {file for same in several for file in sorted(same, key=partial(_told, root))[:-1]}
    results = (file for file in files if file.name == _RESULTS and _OF_RAY in first_bytes(root / file, HEAD_BYTES))
    again |= {file.with_name(_AS_TABLE) for file in results}
    return [file for file in files if file not in again] if again else files


def _told(root: Tree, file: PurePath) -> tuple[int, float]:
    """How much a state tells, and after how many steps; the last one may be empty, or the one above be older."""
    step = _CHECKPOINT.fullmatch(folder_of(file).name)
    return len(first_bytes(root / file, _LARGEST_STATE)), float(step[1]) if step else inf


def _owners(claims: Mapping[str, Iterable[PurePosixPath]]) -> dict[PurePosixPath, str]:
    """Folder of a run to the reader that has it, the outer folders first."""
    owners: dict[PurePosixPath, str] = {}
    wanted = [(place, name) for name, places in claims.items() for place in places]
    for place, name in sorted(wanted, key=lambda one: len(one[0].parts)):
        if all(owners.get(above, name) == name for above in (place, *place.parents)):
            owners[place] = name
    return owners


def _without(files: Sequence[PurePath], places: set[PurePosixPath]) -> Sequence[PurePath]:
    """Files that lie below none of the places."""
    if not places:
        return files
    return [file for file in files if places.isdisjoint(PurePosixPath(file.as_posix()).parents)]


def _sides(files: Sequence[PurePath], places: Iterable[PurePosixPath]) -> tuple[list[PurePath], list[PurePath]]:
    """Files beside the places, and those apart from all of them."""
    within = set(places)
    above = {folder for place in within for folder in place.parents}
    beside: list[PurePath] = []
    apart: list[PurePath] = []
    for file in files:
        folders = PurePosixPath(file.as_posix()).parents
        near = folders[0] in above or not within.isdisjoint(folders)
        (beside if near else apart).append(file)
    return beside, apart
