"""What other Python programs call: a file in, runs or diagnoses out; nothing is printed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.i18n import explain_error
from trainlog_doctor.pipeline import analyze, collect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.report import Failure
    from trainlog_doctor.model import Run


def read(path: str | os.PathLike[str]) -> list[Run]:
    """Read every run of a file or directory; ``run.frame.to_pandas()`` gives its table.

    Raises
    ------
    DoctorError
        The source, or one of several below a directory, could not be read; the exception's note says why.
    """
    collected = collect((os.fspath(path),))
    _raise_first(collected.errors)
    return [found.run for found in collected.found]


def diagnose(path: str | os.PathLike[str]) -> list[Diagnosis]:
    """Read and judge every run of a file or directory with the rules that come with the package.

    Raises
    ------
    DoctorError
        As `read`.
    """
    report = analyze((os.fspath(path),), load_pack())
    _raise_first(report.errors)
    return list(report.diagnoses)


def _raise_first(errors: Sequence[Failure]) -> None:
    if errors:
        failure = errors[0]
        failure.error.add_note(f"{failure.path}: {explain_error(failure.error)['en']}")
        raise failure.error
