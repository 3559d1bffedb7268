"""What a run was trained with, as far as files beside its log and the names of its folders tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.sweep.parameters.path_parts import in_path
from trainlog_doctor.sweep.parameters.sidecar import beside
from trainlog_doctor.sweep.row import trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.sweep.row import Trouble, Value


def parameters_of(path: str) -> tuple[Mapping[str, Value], Trouble | None]:
    """Collect the parameters of a source; those in a file are more exact than those in its path, and win.

    Returns
    -------
    tuple
        The parameters, and why a file of them could not be read.
    """
    named = in_path(path)
    try:
        return {**named, **beside(path)}, None
    except DoctorError as error:
        return named, trouble(error)
