"""A baseline as a file: sorted and one value a line, so that a change of it reads well in a review."""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.baseline import Baseline, BaselineRun, FindingKey, RunKey, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FAMILY = "trainlog-doctor/baseline/"
SCHEMA = f"{_FAMILY}1"
END_BYTES = 200
"""So many at the beginning or at the end of a baseline say what it is."""
_LARGEST = sys.float_info.max

KindT = TypeVar("KindT")
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def written(baseline: Baseline) -> str:
    """Write a baseline; equal baselines give equal text."""
    runs = [_run(one) for one in sorted(baseline.runs, key=attrgetter("key"))]
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


def is_baseline(ends: bytes) -> bool:
    """Whether what a file begins and ends with says that it is a baseline, of any version.

    Formatters sort keys, and put the schema behind the runs. Anything else may be a source of runs.
    """
    return _FAMILY.encode() in ends


def read_baseline(content: bytes, path: str) -> Baseline:
    """Read what `written` wrote.

    Raises
    ------
    UsageError
        ``gate.bad_baseline``, with what is wrong and where; ``gate.other_baseline`` for another version;
        ``gate.run_twice``.
    """
    try:
        document = _of(dict, json.loads(content.decode("utf-8-sig")), "")
        schema = _text(document, "schema", "")
        if schema != SCHEMA:
            raise UsageError("gate.other_baseline", path=path, schema=schema, known=SCHEMA)
        runs = tuple(sorted(_runs(document), key=attrgetter("key")))
    except _BrokenError as error:
        raise UsageError("gate.bad_baseline", path=path, where=str(error), problem="") from None
    except (ValueError, RecursionError) as error:
        raise UsageError("gate.bad_baseline", path=path, where="", problem=str(error)) from error
    _check_apart(runs, path)
    return Baseline(runs)


def _check_apart(runs: Sequence[BaselineRun], path: str) -> None:
    """Refuse a run that stands there twice, as a merge of two branches may leave it."""
    twice = next((one.key for one, other in pairwise(runs) if one.key == other.key), None)
    if twice is not None:
        raise UsageError("gate.run_twice", path=path, run=twice.label)


class _BrokenError(Exception):
    """What no baseline has: where it stands."""


def _runs(document: Mapping[str, object]) -> Iterator[BaselineRun]:
    return (_read_run(entry, f"runs[{at}]") for at, entry in enumerate(_of(list, document.get("runs"), "runs")))


def _read_run(entry: object, where: str) -> BaselineRun:
    given = _of(dict, entry, where)
    key = RunKey(_text(given, "path", where), _text(given, "run", where))
    listed = enumerate(_of(list, given.get("accepted", []), f"{where}.accepted"))
    accepted = frozenset(_finding(one, f"{where}.accepted[{at}]") for at, one in listed)
    metrics = _of(dict, given.get("metrics", {}), f"{where}.metrics").items()
    return BaselineRun(key, accepted, {name: _read_standing(one, f"{where}.metrics.{name}") for name, one in metrics})


def _finding(entry: object, where: str) -> FindingKey:
    given = _of(dict, entry, where)
    return FindingKey(_text(given, "rule", where), _text(given, "role", where))


def _read_standing(entry: object, where: str) -> Standing:
    given = _of(dict, entry, where)
    numbers = {key: value for key, value in given.items() if key in Standing._fields and _is_number(value)}
    if len(numbers) < len(given):
        raise _BrokenError(where)
    return Standing(**numbers)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _text(given: Mapping[str, object], key: str, where: str) -> str:
    return _of(str, given.get(key), f"{where}.{key}".lstrip("."))


def _of(kind: type[KindT], value: object, where: str) -> KindT:
    if not isinstance(value, kind):
        raise _BrokenError(where)
    return value
