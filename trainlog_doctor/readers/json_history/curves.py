"""Curves that were downloaded from TensorBoard as JSON: points ``[wall time, step, value]``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories.series import of_points
from trainlog_doctor.readers.histories.stepwise import runs_of

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.json_history.document import Document


def _triples(value: object) -> list[tuple[float, int, float]] | None:
    """Read ``[wall time, step, value]`` points; None if a value is something else, or holds none."""
    if not isinstance(value, list) or not value:
        return None
    points = []
    for point in value:
        if not (isinstance(point, list) and len(point) == 3 and all(type(one) in (int, float) for one in point)):
            return None
        wall, step, number = point
        if not (wall > 1e8 and abs(step) < 2**53 and step == int(step)):
            return None
        points.append((float(wall), int(step), float(number)))
    return points


def is_export(document: Document) -> bool:
    """Whether a document is a curve, or an object of nothing but curves."""
    value = document.value
    if isinstance(value, Mapping):
        curves = list(value.values())[:-1] if document.unclosed and len(value) > 1 else list(value.values())
        return bool(curves) and all(_triples(_complete(curve, document)) for curve in curves)
    return _triples(_complete(value, document)) is not None


def _complete(curve: object, document: Document) -> object:
    return curve[:-1] if document.unclosed and isinstance(curve, list) else curve


def read_export(format_name: str, document: Document) -> list[Run]:
    """Make one run of the curves of each log directory.

    ``export_scalars_to_json`` writes ``<log directory>/<tag>``; the last two parts are taken for the tag.
    """
    value = document.mapping or {"Value": document.value}
    runs: dict[str, dict[str, Series]] = {}
    for key, curve in value.items():
        points = _triples(curve)
        parts = str(key).split("/")
        run, tag = ("/".join(parts[:-2]), "/".join(parts[-2:])) if len(parts) > 2 else ("", str(key))
        if points:
            runs.setdefault(run, {})[tag] = of_points(tag, points)
    return [run for name, series in runs.items() for run in runs_of(format_name, [series], name or None)]
