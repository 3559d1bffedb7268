"""What a whole call amounts to: the diagnosis of every run, and what could not be judged."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.judgement.diagnosis import Diagnosis


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or a run of it, that could not be judged.

    Attributes
    ----------
    path
        The source as the user named it.
    """

    path: str
    error: DoctorError


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that leaves the core.

    Attributes
    ----------
    diagnoses
        One a run, in the order of the sources and of the runs within them.
    errors
        In the order of the sources.
    """

    diagnoses: tuple[Diagnosis, ...]
    errors: tuple[Failure, ...] = ()


_EXHAUSTED = frozenset({errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN})
"""Memory, files or processes are used up."""


def internal(error: Exception) -> DoctorError:
    """Make an error that can be worded of one that nobody foresaw; what the system refuses is no fault of ours."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) in _EXHAUSTED:
        return DoctorError("exhausted", problem=os.strerror(getattr(error, "errno", errno.ENOMEM)))
    import traceback
    from pathlib import PurePath

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(last.filename).name}:{last.lineno}"
    return DoctorError("internal", kind=type(error).__name__, problem=str(error)[:200], place=place)
