"""A sweep as JSON lines: one record a run in the order of the sources, which ``scan --resume`` reads again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.sweep.earlier import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView


def render(view: ScanView, style: Style) -> Iterator[str]:
    """Write one document a line."""
    return (written({"schema": SCHEMA, **record}) for record in view.records)
