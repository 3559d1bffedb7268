"""A sweep as a whole: its runs in the order of the main metric, and what is counted over them."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import spelled
from trainlog_doctor.record import dataclass
from trainlog_doctor.sweep.commonality import Common, in_common
from trainlog_doctor.sweep.row import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.judgement.silence import SilenceKind
    from trainlog_doctor.sweep.row import Row

_SCORES = ("val_score", "score")
_LOSSES = ("val_loss", "loss")


@dataclass(frozen=True, slots=True)
class Sweep:
    """Every run of a sweep.

    Attributes
    ----------
    metric
        The column that the runs are ranked by, with its direction; None where no run has one.
    ranked
        Runs with a value of it at their epoch to keep, the best first.
    unranked
        Runs without, in the order of their sources.
    unread
        What could not be read or judged.
    places
        Place of each row, in the order of the sources, 1-based; 0 for those without.
    rules
        Code of a rule to how many runs it fired for, and how grave it was at most; the most frequent first.
    verdicts
        How grave the verdict is, or what it means that there is none, to runs.
    common
        What sets the good runs apart by their parameters.
    """

    metric: RoleColumn | None
    ranked: tuple[Row, ...]
    unranked: tuple[Row, ...]
    unread: tuple[Row, ...]
    places: Sequence[int]
    rules: Mapping[str, tuple[int, Severity]]
    verdicts: Mapping[Severity | SilenceKind | None, int]
    common: Common

    @property
    def runs(self) -> tuple[Row, ...]:
        """Every run that was judged, in the order of the table."""
        return self.ranked + self.unranked


def tabulate(rows: Sequence[Row], *, named: bool = False) -> Sweep:
    """Rank and count rows in the order of the sources; where the user ``named`` the score, that one ranks them."""
    judged = [row for row in rows if row.trouble is None]
    metric = main_metric(judged, _SCORES if named else ROLES)
    order = _order(rows, metric) if metric is not None else []
    places = array("q", bytes(8 * len(rows)))
    for place, at in enumerate(order, start=1):
        places[at] = place
    ranked = tuple(rows[at] for at in order)
    return Sweep(
        metric=metric,
        ranked=ranked,
        unranked=tuple(row for row, place in zip(rows, places, strict=True) if not place and row.trouble is None),
        places=places,
        unread=tuple(row for row in rows if row.trouble is not None),
        rules=_rules(judged),
        verdicts=Counter(severity_of(row) or row.silence for row in judged),
        common=in_common([row.parameters for row in ranked]),
    )


def main_metric(rows: Sequence[Row], roles: Sequence[str]) -> RoleColumn | None:
    """Name the column that ranks the runs: the first role that half of them play, and there the commonest column."""
    counts = {
        role: Counter(one for row in rows if (one := row.roles.get(role)) and one.better is not None) for role in roles
    }
    most = max((sum(count.values()) for count in counts.values()), default=0)
    for count in counts.values():
        if count and 2 * sum(count.values()) >= most:
            return count.most_common(1)[0][0]
    return None


def value_of(row: Row, metric: RoleColumn) -> float | None:
    """A run's value at the epoch to keep; None where it has none that is a number."""
    value = row.best.get(column_of(row, metric))
    return None if value is None or math.isnan(value) else value


def column_of(row: Row, metric: RoleColumn) -> str:
    """What a run calls the metric: a loss may be spelled otherwise, a score of another spelling be in per cent."""
    if metric.name in row.best:
        return metric.name
    losses, wanted = (row.roles[role].name for role in _LOSSES if role in row.roles), spelled(metric.name, humps=True)
    return next((name for name in losses if spelled(name, humps=True) == wanted), metric.name)


def _order(rows: Sequence[Row], metric: RoleColumn) -> list[int]:
    """Which rows have a value of the metric, the best first."""
    values = ((at, value_of(row, metric)) for at, row in enumerate(rows) if row.trouble is None)
    known = {at: value for at, value in values if value is not None}
    return sorted(known, key=known.__getitem__, reverse=metric.better == "higher")


def severity_of(row: Row) -> Severity | None:
    """How grave a run's verdict is; None where there is none."""
    return next((one.severity for one in row.findings if one.code == row.verdict), None)


def _rules(rows: Sequence[Row]) -> Mapping[str, tuple[int, Severity]]:
    fired = Counter(one.code for row in rows for one in row.findings)
    severities = {one.code: one.severity for row in rows for one in row.findings}
    order = sorted(fired, key=lambda code: (-fired[code], code))
    return {code: (fired[code], severities[code]) for code in order}
