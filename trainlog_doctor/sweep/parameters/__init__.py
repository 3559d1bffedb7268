"""What a run was trained with, as far as files beside its log and the names of its folders tell."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.sources.beside import folder_of, stem
from trainlog_doctor.sweep.parameters.path_parts import in_path
from trainlog_doctor.sweep.parameters.sidecar import beside
from trainlog_doctor.sweep.parameters.values import flat
from trainlog_doctor.sweep.row import trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.sweep.row import Trouble, Value


def parameters_of(
    path: str, folder: str | None = None, noted: Mapping[str, object] = MappingProxyType({})
) -> tuple[Mapping[str, Value], Trouble | None]:
    """Collect the parameters of a run: those in its path, those that a tracker noted, those in a file; the last win.

    The path is that of its file, or of the folder that it is; ``folder`` is where its log lies, None for that of its
    file. With the parameters comes why a file of them could not be read.
    """
    known = {**in_path(path), **flat(noted)}
    try:
        return {**known, **beside(folder or folder_of(path), "" if folder else stem(path))}, None
    except DoctorError as error:
        return known, trouble(error)
