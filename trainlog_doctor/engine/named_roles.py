"""The roles that names tell: columns are looked up in the table of metrics, in every spelling that logs use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import ANOTHER, other_spellings, plain, spelled, words_of
from trainlog_doctor.engine.initials import by_initials
from trainlog_doctor.engine.metric_table import Family, MetricTable, RoleColumn, Roles
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PLAYED = frozenset({"loss", "val_loss", "adversary"})
_A_LOSS = ("_loss", "/loss", ".loss")
_OF_LOSSES = ("losses.", "losses/")
_NO_METRIC = ("_time", "_seconds", "_runtime", "_duration", "_per_second", "_count", "_samples", "_steps", "_size")
"""How the names of what is measured of validation itself, and not of the model, end: ``validation_time``."""
_SIDE = regex(r"(train|val|eval|test)_")
LOWER_IS_BETTER = frozenset({"loss", "val_loss"})
_KERAS_SUFFIX = regex(r"(?:_\d{1,3}|@[\d.:-]{1,12})$", re.ASCII)
"""The number that Keras adds to a repeated metric, and that of the best which count or a threshold: ``ndcg@10``."""


@lru_cache(maxsize=16)  # the runs of a sweep have the same few sets of columns
def by_names(columns: tuple[str, ...], table: MetricTable) -> Roles:
    """Roles as the names tell them."""
    by_name = _by_name(columns)
    roles = dict(_fixed(by_name, table))
    roles |= _only_loss(columns, roles)
    sided = with_sides(roles, table, columns)
    scores: dict[str, RoleColumn] = {}
    for family in table.families:
        scores |= _sides(by_name, sided, family, {column.name for column in scores.values()})
    roles |= scores
    marked = ((name, column) for name, column in by_name.items() if name.startswith(table.validation))
    metrics = (one for name, one in marked if not any(known.endswith(_NO_METRIC) for known in (name, plain(one))))
    validation = next(metrics, None)
    if validation is not None:
        roles["val_any"] = RoleColumn(validation, None)
    return roles | _score(roles, table)


def _by_name(columns: Sequence[str]) -> Mapping[str, str]:
    """Columns by name, in their order; a full name is stronger than one without its number or spelled otherwise."""
    found: dict[str, str] = {}
    for column in columns:
        found.setdefault(plain(column), column)
    for column in columns:
        found.setdefault(_KERAS_SUFFIX.sub("", plain(column)), column)
    for name, column in (*other_spellings(columns), *by_initials(columns)):
        found.setdefault(name, column)
    return found


def _fixed(by_name: Mapping[str, str], table: MetricTable) -> Iterable[tuple[str, RoleColumn]]:
    for role, names in table.fixed.items():
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is not None:
            yield role, RoleColumn(found, "lower" if role in LOWER_IS_BETTER else None)


def _only_loss(columns: Sequence[str], roles: Roles) -> Mapping[str, RoleColumn]:
    """Take the only loss that a training logs, whatever it is called: ``mse_loss``, and ``val_mse_loss`` beside it."""
    if not _PLAYED.isdisjoint(roles):
        return {}
    named = [(spelled(column, humps=True), column) for column in columns if ANOTHER.isdisjoint(words_of(column))]
    named = [(name, one) for name, one in named if name.endswith("_loss") or plain(one).startswith(_OF_LOSSES)]
    sides = {name: _SIDE.match(name) for name, _ in named}
    parts = {name[side.end() :] if side else name for name, side in sides.items()}
    if len(parts) != 1 or len(sides) != len(named) or len(named) > 2:
        return {}
    losses = dict(named)
    played = {"val_loss" if side and side[1] != "train" else "loss": losses[name] for name, side in sides.items()}
    return {role: RoleColumn(column, "lower") for role, column in played.items()} if "loss" in played else {}


def with_sides(roles: Roles, table: MetricTable, columns: Sequence[str]) -> MetricTable:
    """A metric without a mark belongs to validation where the training's own loss has a mark, beside a validation loss.

    So log fastai, Hugging Face and many programs: ``train_loss``, ``valid_loss``, ``accuracy``. Where nothing was
    logged of the training it does as well.
    """
    marks = tuple(mark for mark in table.training if mark)
    own = roles["loss"].name if "loss" in roles else ""
    marked = plain(own).startswith(marks) or spelled(own, humps=True).startswith(marks)
    if "val_loss" not in roles or not (marked if own else _one_sided(columns, table)):
        return table
    return replace(table, training=marks, validation=(*table.validation, ""))


def _one_sided(columns: Sequence[str], table: MetricTable) -> bool:
    """Whether nothing looks like the training's: no loss but validation's, and no metric beside its marked twin."""
    bare = {plain(column) for column in columns}
    marks = tuple(mark for mark in table.validation if mark)
    twins = any(mark + name in bare for name in bare for mark in marks)
    return not twins and all(name.startswith(marks) for name in bare if name.endswith(_A_LOSS))


def _sides(by_name: Mapping[str, str], table: MetricTable, family: Family, taken: set[str]) -> dict[str, RoleColumn]:
    """Columns of a family; what another took counts by its full name only: ``average_precision`` is no precision."""
    free = {name: column for name, column in by_name.items() if column not in taken or name == plain(column)}
    found = {}
    for role, marks in ((family.name, table.training), (f"val_{family.name}", table.validation)):
        names = (mark + name for name in family.names for mark in marks)
        column = next((free[name] for name in names if name in free), None)
        if column is not None:
            found[role] = RoleColumn(column, family.better)
    return found


def _score(roles: Roles, table: MetricTable) -> dict[str, RoleColumn]:
    """Name the main metric: the first family on the validation side, else the first on the training side."""
    for mark in ("val_", ""):
        family = next((family.name for family in table.families if mark + family.name in roles), None)
        if family is not None:
            pairs = (("score", family), ("val_score", f"val_{family}"))
            return {role: roles[source] for role, source in pairs if source in roles}
    return {}
