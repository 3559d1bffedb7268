"""How curves lie in directories: which belong to one run, and what a directory's name adds to a tag."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.readers.histories.series import Series

_TRAINING = frozenset({"train", "training", "learn"})
_VALIDATION = frozenset({"validation", "val", "valid"})
_HELD_OUT = frozenset({"test", "eval", "evaluation", "dev"})
"""What may as well be the name of a run: a part of one beside or below its training, if no tag names a part."""
_EPOCH = "epoch_"


@dataclass(frozen=True, slots=True)
class Writer:
    """What one writer logged, under the names that its run's frame uses.

    Attributes
    ----------
    begin
        Wall time of its first scalar; infinite if there is none.
    series
        Column name to points.
    epoch_names
        Columns whose tag said ``epoch_``: their steps are epochs, counted from 0.
    """

    begin: float
    series: Mapping[str, Series]
    epoch_names: frozenset[str]


def gather(
    directories: Mapping[PurePosixPath, Sequence[Mapping[str, Series]]], root: str
) -> dict[PurePosixPath, list[Writer]]:
    """Sort what the writers of each directory logged under the directory of the run that they belong to.

    Directories are relative to the root, whose own name may be that of a phase. The writers of a run stand by time.
    """
    runs: dict[PurePosixPath, list[Writer]] = {}
    trained = trained_in(directories)
    for directory, writers in directories.items():
        tags = {tag for logged in writers for tag in logged}
        run, prefix, suffix = place_of(directory, tags, root, trained)
        for logged in filter(None, writers):
            runs.setdefault(run, []).append(_rename(logged, prefix, suffix))
    return {run: sorted(writers, key=lambda writer: writer.begin) for run, writers in sorted(runs.items())}


def is_phase(name: str) -> bool:
    """Whether a directory of this name holds the training or the validation of the run above it."""
    return name.lower() in _TRAINING | _VALIDATION


def trained_in(directories: Iterable[PurePosixPath]) -> frozenset[PurePosixPath]:
    """Tell the directories with a training: they are logged into, or have one for the training below them."""
    return frozenset(one.parent if one.name.lower() in _TRAINING else one for one in directories)


def place_of(
    directory: PurePosixPath, tags: set[str], root: str, trained: frozenset[PurePosixPath]
) -> tuple[PurePosixPath, str, str]:
    """Tell the run of a directory, and what stands before and behind its tags; ``trained`` is of `trained_in`."""
    if len(tags) == 1 and directory.parts and (found := _curve(directory, next(iter(tags)))):
        return found[0], "", f"/{found[1]}"
    name = (directory.name or root).lower()
    if is_phase(name):
        return directory.parent, "val_" if name in _VALIDATION else "", ""
    if name in _HELD_OUT and directory.parts and directory.parent in trained and not any(map(names.names_side, tags)):
        return directory.parent, f"{name}_", ""
    return directory, "", ""


def _curve(directory: PurePosixPath, tag: str) -> tuple[PurePosixPath, str] | None:
    """Recognise a curve of ``add_scalars``, which has a directory of its own below the run.

    PyTorch names it ``<tag, slashes as underscores>_<curve>``, tensorboardX ``<tag>/<curve>``.
    """
    flat = tag.replace("/", "_") + "_"
    if directory.name.startswith(flat) and len(directory.name) > len(flat):
        return directory.parent, directory.name[len(flat) :]
    parts = PurePosixPath(tag).parts
    if parts and directory.parts[-len(parts) - 1 : -1] == parts:
        return PurePosixPath(*directory.parts[: -len(parts) - 1]), directory.name
    return None


def _rename(logged: Mapping[str, Series], prefix: str, suffix: str) -> Writer:
    series, epoch_names = {}, set()
    for tag, points in logged.items():
        bare = tag.removeprefix(_EPOCH)
        per_epoch = tag.startswith(_EPOCH) and "/" not in tag and bool(bare) and bare not in logged
        name = f"{prefix}{bare if per_epoch else tag}{suffix}"
        series[name] = replace(points, tag=name)
        if per_epoch:
            epoch_names.add(name)
    begin = min((float(points.clock[0]) for points in logged.values() if len(points)), default=float("inf"))
    return Writer(begin, series, frozenset(epoch_names))
