"""Frames as JSON: every run with its roles and columns; null was not logged, ``"nan"`` was logged as NaN."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from trainlog_doctor.exports.sheet import logged
from trainlog_doctor.i18n.neutral import escaped
from trainlog_doctor.readers.histories.frames import EPOCH, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.exports.sheet import Sheet
    from trainlog_doctor.model import Frame

_SECOND = f"{EPOCH} (2)"


def render(sheets: Sequence[Sheet]) -> bytes:
    """Write one document. Whatever of a name a terminal would act on is escaped, so that no name is changed."""
    document = {"schema": SCHEMA, "runs": [_run(sheet) for sheet in sheets]}
    return (escaped(json.dumps(document, ensure_ascii=False, allow_nan=False)) + "\n").encode()


def _run(sheet: Sheet) -> dict[str, object]:
    run = sheet.run
    return {
        "name": run.name,
        "format": run.format,
        "planned_epochs": run.planned_epochs,
        "stopped_early": run.stopped_early,
        "roles": {role: column.name for role, column in sheet.roles.items()},
        EPOCH: run.frame.epoch.tolist(),
        # As in the other tables: the rows have their epoch by that name.
        "columns": {_SECOND if name == EPOCH else name: _cells(run.frame, name) for name in run.frame.columns},
    }


def _cells(frame: Frame, name: str) -> list[float | str | None]:
    pairs = zip(frame.columns[name].tolist(), logged(frame, name).tolist(), strict=True)
    return [None if not written else value if math.isfinite(value) else str(value) for value, written in pairs]
