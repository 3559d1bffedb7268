"""A baseline as a file: sorted and one value a line, so that a change of it reads well in a review."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.baseline import Baseline, BaselineRun, FindingKey, RunKey, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "trainlog-doctor/baseline/1"
HEAD_BYTES = 200
"""Within these a baseline says what it is."""

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def written(baseline: Baseline) -> str:
    """Write a baseline; equal baselines give equal text."""
    runs = [_run(one) for one in sorted(baseline.runs, key=lambda one: one.key)]
    document: Json = {"schema": SCHEMA, "runs": [*runs]}
    return json.dumps(document, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def _run(one: BaselineRun) -> Json:
    return {
        "path": one.key.path,
        "run": one.key.run,
        "accepted": [{"rule": key.rule, "role": key.role} for key in sorted(one.accepted)],
        "metrics": {name: _standing(one.metrics[name]) for name in sorted(one.metrics)},
    }


def _standing(standing: Standing) -> Json:
    """Twelve digits: all that a log has, and the noise, which is computed, is the same on every machine."""
    known = {name: value for name, value in standing._asdict().items() if value is not None and math.isfinite(value)}
    return {name: float(f"{value:.12g}") for name, value in known.items()}


def is_baseline(head: bytes) -> bool:
    """Whether the beginning of a file says that it is a baseline; anything else may be a source of runs."""
    return SCHEMA.encode() in head[:HEAD_BYTES]


def read_baseline(content: bytes, path: str) -> Baseline:
    """Read what `written` wrote.

    Raises
    ------
    UsageError
        ``gate.bad_baseline``, with what is wrong and where.
    """
    try:
        document = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError("gate.bad_baseline", path=path, where="", problem=str(error)) from error
    listed = document.get("runs") if isinstance(document, dict) else None
    if not isinstance(listed, list) or document.get("schema") != SCHEMA:
        raise UsageError("gate.bad_baseline", path=path, where="runs", problem="")
    return Baseline(tuple(sorted((_read_run(one, path, f"runs[{at}]") for at, one in enumerate(listed)), key=_key)))


def _key(one: BaselineRun) -> RunKey:
    return one.key


def _read_run(entry: object, path: str, where: str) -> BaselineRun:
    given = _mapping(entry, path, where)
    key = RunKey(_text(given, "path", path, where), _text(given, "run", path, where))
    accepted = given.get("accepted", [])
    if not isinstance(accepted, list):
        raise UsageError("gate.bad_baseline", path=path, where=f"{where}.accepted", problem="")
    keys = [_finding(one, path, f"{where}.accepted[{at}]") for at, one in enumerate(accepted)]
    metrics = _mapping(given.get("metrics", {}), path, f"{where}.metrics")
    return BaselineRun(key, frozenset(keys), {n: _read_standing(one, path, where, n) for n, one in metrics.items()})


def _finding(entry: object, path: str, where: str) -> FindingKey:
    given = _mapping(entry, path, where)
    return FindingKey(_text(given, "rule", path, where), _text(given, "role", path, where))


def _read_standing(entry: object, path: str, where: str, name: str) -> Standing:
    place = f"{where}.metrics.{name}"
    given = _mapping(entry, path, place)
    numbers = {key: value for key, value in given.items() if key in Standing._fields and _is_number(value)}
    if len(numbers) < len(given):
        raise UsageError("gate.bad_baseline", path=path, where=place, problem="")
    return Standing(**numbers)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _mapping(value: object, path: str, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise UsageError("gate.bad_baseline", path=path, where=where, problem="")
    return value


def _text(given: Mapping[str, object], key: str, path: str, where: str) -> str:
    value = given.get(key)
    if not isinstance(value, str):
        raise UsageError("gate.bad_baseline", path=path, where=f"{where}.{key}", problem="")
    return value
