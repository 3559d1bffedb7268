"""What the runs of a sweep were trained with, as far as the place of their logs tells."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.readers.noted import noted
from trainlog_doctor.record import replace
from trainlog_doctor.sources.beside import folder_of, names_in
from trainlog_doctor.sources.tree import tree
from trainlog_doctor.sweep.parameters import parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.sweep.engines.base import Source
    from trainlog_doctor.sweep.row import Row


def with_parameters(row: Row, source: Source) -> Row:
    """Note what the run was trained with; runs that were found in a directory have names below it."""
    if source.share is None:
        parameters, problem = parameters_of(row.path, noted=_noted(folder_of(row.path)))
    else:
        folder = _folder(row)
        parameters, problem = parameters_of(folder, folder, _noted(folder))
    return replace(row, parameters=parameters, parameter_trouble=problem)


def _folder(row: Row) -> str:
    """Where a run of a directory lies: below it, by its name, unless that names something else."""
    below = str(tree(row.path) / PurePosixPath(row.name)) if row.name else row.path
    return below if names_in(below) else row.path


def _noted(folder: str) -> Mapping[str, Scalar]:
    root = tree(folder)
    return noted(root, lambda name: names_in(str(root / PurePosixPath(name)) if name else folder))
