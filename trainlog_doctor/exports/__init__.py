"""The files that ``convert`` writes, and readers read back. A new one is a module here and its line in the registry."""

from __future__ import annotations

import importlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from trainlog_doctor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.exports.sheet import Sheet

EXPORTS: Mapping[str, str] = {".csv": "csv_frame", ".json": "json_frame", ".parquet": "parquet_frame"}
"""Lower-case ending of a file name to the module that writes such files; its ``render`` makes the content of one."""


def exporter(path: str | None) -> Callable[[Sequence[Sheet]], bytes]:
    """Find the writer for a file by its ending; without a file it is CSV.

    Raises
    ------
    UsageError
        ``unknown_export``.
    """
    suffix = ".csv" if path is None else PurePath(path).suffix.lower()
    if suffix not in EXPORTS:
        raise UsageError("unknown_export", given=path, legal=list(EXPORTS))
    render: Callable[[Sequence[Sheet]], bytes] = importlib.import_module(f"{__name__}.{EXPORTS[suffix]}").render
    return render
