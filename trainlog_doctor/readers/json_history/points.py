"""Curves in JSON that hold a step with each value, turned into rows: a row a step, a name a curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import in_phase, phase_of
from trainlog_doctor.readers.json_history.rows import is_list

_SERIES = (("steps", "values"), ("step", "value"), ("x", "y"))
_CALLED, _VALUES = ("name", "label", "metric", "key"), ("values", "data", "y")
_FEWEST_POINTS = 3
_FEWEST_FRACTIONS = 5
"""Pairs of numbers with fractions may be folds of two epochs: that so many of them happen to rise is one in 120."""

_MOST_BESIDE = 4
"""Names in a row that is a point: a count, a number, a time and the like."""


def by_step(value: Mapping[str, object]) -> object | None:
    """Read ``{"loss": [[100, 0.9], [200, 0.8], …], …}`` as rows: points of a step that rises and a number.

    What rises in fractions is an epoch.
    """
    curves = {str(key): cells for key, cells in value.items() if names.is_metric(str(key)) and _is_curve(cells)}
    others = (cells for key, cells in value.items() if str(key) not in curves)
    if not any(map(names.is_loss, curves)) or any(isinstance(cells, list) and cells for cells in others):
        return None
    inner = ((key, entry) for key, entry in value.items() if isinstance(entry, Mapping))
    below = ((f"{key}.{name}", name, cells) for key, entry in inner for name, cells in entry.items())
    curves |= {path: cells for path, name, cells in below if names.is_metric(str(name)) and _is_curve(cells)}
    points = {name: [tuple(point) for point in cells] for name, cells in curves.items() if isinstance(cells, list)}
    counter = "step" if all(step % 1 == 0 for cells in points.values() for step, _ in cells) else "epoch"
    return sorted(_in_rows(counter, points), key=itemgetter(counter))


def by_series(value: Mapping[str, object]) -> object | None:
    """Read ``{"loss": {"steps": […], "values": […]}, …}`` and ``{"loss": {"val": {"x": […], "y": […]}, …}, …}``."""
    series: dict[str, list[tuple[object, object]]] = {}
    for key, entry in value.items():
        inner = entry.items() if isinstance(entry, Mapping) and not _points_of(entry) else [("", entry)]
        series |= {_named(str(key), str(phase)): _points_of(one) for phase, one in inner}
    if not all(series.values()) or not any(map(names.is_loss, series)):
        return None
    return _in_rows("step", series)


def by_name(value: object) -> object:
    """Make an object of curves that each say what they are called, as charts have them; else give a value back.

    A curve whose places are no whole numbers is of something else; without any, one must name a part of the data.
    """
    curves: dict[str, dict[str, object]] = {}
    for row in value if isinstance(value, list) else ():
        told = row if isinstance(row, Mapping) else {}
        name = next((told[key] for key in _CALLED if isinstance(told.get(key), str)), "")
        cells = next((told[key] for key in _VALUES if isinstance(told.get(key), list)), None)
        curve = {"x": told.get("x"), "y": cells}
        if not (cells and names.is_metric(name)) or name in curves or (curve["x"] and not _points_of(curve)):
            return value
        curves[name] = curve
    placed = all(curve["x"] for curve in curves.values())
    sided = any(map(names.names_side, curves))
    if not any(map(names.is_loss, curves)) or not (placed or sided):
        return value
    return curves if placed else {name: curve["y"] for name, curve in curves.items()}


def _in_rows(counter: str, curves: Mapping[str, Sequence[tuple[object, object]]]) -> list[dict[str, object]]:
    """Make a row a count; one that a curve has again, as a training that was logged after another does, another row."""
    rows: dict[tuple[int, object], dict[str, object]] = {}
    for name, points in curves.items():
        seen: Counter[object] = Counter()
        for count, number in points:
            rows.setdefault((seen[count], count), {counter: count})[name] = number
            seen[count] += 1
    return list(rows.values())


def _named(metric: str, phase: str) -> str:
    return in_phase(metric, known) if (known := phase_of(phase)) else phase or metric


def _points_of(entry: object) -> list[tuple[object, object]]:
    """Pair two lists of equal length, of steps and of values; empty if an entry is not these."""
    if not isinstance(entry, Mapping):
        return []
    found = [(entry.get(steps), entry.get(values)) for steps, values in _SERIES]
    steps, values = next((pair for pair in found if all(isinstance(one, list) for one in pair)), (None, None))
    if not isinstance(steps, list) or not isinstance(values, list) or len(steps) != len(values):
        return []
    return list(zip(steps, values, strict=True)) if all(type(step) is int for step in steps) else []


def by_point(value: Mapping[str, object]) -> object | None:
    """Read several lists of rows that hold one number each beside a count, which their keys name."""
    curves = {str(key): points for key, cells in value.items() if (points := _points(str(key), cells))}
    counters = {counter for points in curves.values() for counter, _, _ in points}
    if len(curves) < 2 or len(counters) > 1:
        return None
    return _in_rows(counters.pop(), {name: [point[1:] for point in points] for name, points in curves.items()})


def by_places(value: Mapping[str, object]) -> object | None:
    """Read validation's points among lists, ``"val_loss": [{"step": 50, "loss": 0.9}, …]``, as a list and its steps."""
    curves = {
        name: points for name, cells in value.items() if names.is_validation(name) and (points := _points(name, cells))
    }
    if not curves or not any(names.is_metric(name) and is_list(cells) for name, cells in value.items()):
        return None
    found = dict(value)
    for name, points in curves.items():
        side = " ".join(word for word in names.words(name) if word in names.VALIDATION_WORDS)
        found[name] = [number for _, _, number in points]
        found.setdefault(f"{side} {points[0][0]}", [count for _, count, _ in points])
    return found


def _points(name: str, cells: object) -> list[tuple[str, object, object]]:
    """Take rows such as ``{"step": 10, "loss": 0.9}`` apart; empty unless all are such."""
    found: list[tuple[str, object, object]] = []
    for row in cells if isinstance(cells, list) and names.is_metric(name) else ():
        counters = [str(key) for key in row if names.is_counter(str(key))] if isinstance(row, Mapping) else []
        numbers = [cell for key, cell in row.items() if names.is_metric(str(key)) or key == "value"] if counters else []
        if len(counters) != 1 or len(numbers) != 1 or len(row) > _MOST_BESIDE:
            return []
        if not isinstance(row[counters[0]], int | float):
            return []
        found.append((counters[0], row[counters[0]], numbers[0]))
    return found


def _is_curve(cells: object) -> bool:
    if not isinstance(cells, list) or len(cells) < _FEWEST_POINTS:
        return False
    if not all(isinstance(point, list) and len(point) == 2 and type(point[0]) in (int, float) for point in cells):
        return False
    steps: Sequence[float] = [point[0] for point in cells]
    whole = all(type(step) is int for step in steps)
    rising = steps[0] >= 0 and all(after > before for before, after in pairwise(steps))
    return rising and (whole or len(cells) >= _FEWEST_FRACTIONS)
