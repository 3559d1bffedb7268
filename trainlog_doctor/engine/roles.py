"""Which column plays which role: the loss, the validation loss, the metric that the author cares about.

The names and directions are data (``rules/metrics.yaml``), which ``named_roles`` applies; the user may know better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import ANOTHER, spelled, words_of
from trainlog_doctor.engine.metric_table import Better, Family, MetricTable, RoleColumn, Roles
from trainlog_doctor.engine.named_roles import LOWER_IS_BETTER, by_names, with_sides
from trainlog_doctor.engine.sides import both_sides
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Better", "Family", "MetricTable", "RoleColumn", "Roles", "assign", "direction"]


def assign(columns: Iterable[str], table: MetricTable, overrides: Mapping[str, RoleColumn] | None = None) -> Roles:
    """Give each role its column.

    Parameters
    ----------
    columns
        Column names of a run.
    overrides
        Roles that the user fixed; a fixed ``score`` takes its counterpart on the other side of the log along.
    """
    known = tuple(columns)
    roles = by_names(known, table)
    if not overrides:
        return roles
    played = {**roles, **_directed(overrides, table), **_named_score(known, roles, table, overrides)}
    return {role: column for role, column in played.items() if column is not None}


def direction(column: str, table: MetricTable) -> Better | None:
    """Where a column should go, as its name tells or how that ends: ``gender_accuracy``; None where neither does."""
    words = spelled(column).split("_") if ANOTHER.isdisjoint(words_of(column)) else []
    for name in (column, *("_".join(words[first:]) for first in range(len(words)))):
        playing = [one.better for role, one in assign((name,), table).items() if role != "val_any"]
        if playing:
            return next(filter(None, playing), None)
    return None


def _directed(overrides: Roles, table: MetricTable) -> Roles:
    """Add the direction that a role implies where the user named none: a loss is better lower, an F1 higher."""
    implied: dict[str, Better] = dict.fromkeys(LOWER_IS_BETTER, "lower")
    implied |= {mark + family.name: family.better for family in table.families for mark in ("", "val_")}
    return {role: replace(column, better=column.better or implied.get(role)) for role, column in overrides.items()}


def _named_score(
    columns: Sequence[str], roles: Roles, table: MetricTable, overrides: Roles
) -> Mapping[str, RoleColumn | None]:
    """Give both score roles to the metric that the user named by one of them; None where the log lacks that side.

    Where the log has validation but not of this metric, it is what validation is judged by: it was named to decide.
    """
    given = [overrides[role] for role in ("score", "val_score") if role in overrides]
    if len(given) != 1 or given[0].name not in columns:
        return {}
    marks = with_sides(roles, table, columns)
    training, validation = both_sides(given[0].name, columns, marks.training, marks.validation)
    if validation is None and "val_loss" in roles:
        training, validation = None, training
    better = given[0].better or direction(given[0].name, table)
    pair = {"score": training, "val_score": validation}
    return {role: None if name is None else RoleColumn(name, better) for role, name in pair.items()}
