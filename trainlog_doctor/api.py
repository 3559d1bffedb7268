"""What other Python programs call: a file in, runs or diagnoses out; nothing is printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.errors import RulePackError, UsageError
from trainlog_doctor.i18n import explain_error
from trainlog_doctor.pipeline import Options, Terms, analyze, collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.report import Failure
    from trainlog_doctor.model import Run


def read(path: str | os.PathLike[str], *, max_size: int | None = None) -> list[Run]:
    """Read every run of a file or directory; ``run.frame.to_pandas()`` gives its table.

    Parameters
    ----------
    path
        A file or directory, packed or not, or whatever else the commands take as a source: a pattern, an address.
    max_size
        Bytes that a source may have which is packed (4 GB by default), or can only be read as a whole (256 MB).

    Returns
    -------
    list[Run]
        At least one, in the order of the source.

    Raises
    ------
    DoctorError
        The path is empty, or the source, or one of several below a directory, could not be read; the exception's text
        says why.
    """
    collected = collect((_named(path),), Terms(most=max_size))
    _raise_first(collected.errors)
    return [found.run for found in collected.found]


def diagnose(
    path: str | os.PathLike[str],
    *,
    rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    max_size: int | None = None,
) -> list[Diagnosis]:
    """Read and judge every run of a file or directory with the rules that come with the package.

    Parameters
    ----------
    rules
        Files and folders with rules of your own, in addition; a single one needs no list.
    path, max_size
        As in `read`.

    Returns
    -------
    list[Diagnosis]
        One for each of the runs that `read` gives.

    Raises
    ------
    DoctorError
        As `read`; and a `RulePackError` that tells every fault of the rules.
    """
    named = (rules,) if isinstance(rules, (str, bytes, os.PathLike)) else rules
    try:
        pack = load_pack([Path(_named(one, "rules")) for one in named])
    except RulePackError as error:
        raise _told(error, *error.faults) from None
    report = analyze((_named(path),), pack, Options(most=max_size))
    _raise_first(report.errors)
    return list(report.diagnoses)


def _named(path: str | os.PathLike[str], parameter: str = "path") -> str:
    """Refuse an empty name, as the commands do: of no file can be said why it was not read."""
    name = os.fsdecode(path)
    if not name:
        raise _told(UsageError("empty_name", parameter=parameter))
    return name


def _raise_first(errors: Sequence[Failure]) -> None:
    if errors:
        raise _told(errors[0].error, about=f"{errors[0].path}: ")


def _told(error: DoctorError, *faults: DoctorError, about: str = "") -> DoctorError:
    """Give an error the text that `str` shows; each of its faults has a line."""
    error.args = (about + "\n".join(explain_error(one)["en"] for one in (error, *faults)),)
    return error
