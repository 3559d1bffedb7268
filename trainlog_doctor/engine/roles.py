"""Which column plays which role: the loss, the validation loss, the metric that the author cares about.

The names and directions are data (``rules/metrics.yaml``); this module only applies them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from trainlog_doctor.engine.column_names import ANOTHER, other_spellings, plain, spelled, words_of
from trainlog_doctor.engine.sides import both_sides
from trainlog_doctor.record import dataclass, replace
from trainlog_doctor.regex import regex

Better: TypeAlias = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """A column in a role.

    Attributes
    ----------
    name
        The column's name in the frame.
    better
        Direction in which it improves; None where the name does not tell and nobody said.
    """

    name: str
    better: Better | None


Roles: TypeAlias = Mapping[str, RoleColumn]
"""Role (``loss``, ``val_loss``, ``score``, ``lr``, ``val_f1`` …) to its column; absent roles are absent."""


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that mean the same: ``accuracy``, ``acc``, ``binary_accuracy``.

    Attributes
    ----------
    names
        Lower-case names without any training or validation mark, in the order of preference.
    """

    name: str
    better: Better
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MetricTable:
    """Names by role.

    Attributes
    ----------
    fixed
        Role to the full column names that may play it, lower case, in the order of preference.
    validation, training
        Prefixes that mark a column's side, in the order in which they are tried.
    families
        In the order in which the score is looked for.
    """

    fixed: Mapping[str, tuple[str, ...]]
    validation: tuple[str, ...]
    training: tuple[str, ...]
    families: tuple[Family, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a rule may name; ``val_any`` is the first column on the validation side, of any kind."""
        sides = [mark + family.name for family in self.families for mark in ("", "val_")]
        return (*self.fixed, "score", "val_score", "val_any", *sides)


_PLAYED = frozenset({"loss", "val_loss", "adversary"})
_A_LOSS = ("_loss", "/loss", ".loss")
_OF_LOSSES = ("losses.", "losses/")
_NO_METRIC = ("_time", "_seconds", "_runtime", "_duration", "_per_second", "_count", "_samples", "_steps", "_size")
"""How the names of what is measured of validation itself, and not of the model, end: ``validation_time``."""
_SIDE = regex(r"(train|val|eval|test)_")
_LOWER_IS_BETTER = {"loss", "val_loss"}
_KERAS_SUFFIX = regex(r"(?:_\d{1,3}|@[\d.:-]{1,12})$", re.ASCII)
"""The number that Keras adds to a repeated metric, and that of the best which count or a threshold: ``ndcg@10``."""


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
    roles = _by_names(known, table)
    if not overrides:
        return roles
    played = {**roles, **_directed(overrides, table), **_named_score(known, roles, table, overrides)}
    return {role: column for role, column in played.items() if column is not None}


def _directed(overrides: Roles, table: MetricTable) -> Roles:
    """Add the direction that a role implies where the user named none: a loss is better lower, an F1 higher."""
    implied: dict[str, Better] = dict.fromkeys(_LOWER_IS_BETTER, "lower")
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
    marks = _with_sides(roles, table, columns)
    training, validation = both_sides(given[0].name, columns, marks.training, marks.validation)
    if validation is None and "val_loss" in roles:
        training, validation = None, training
    known = (column.better for column in roles.values() if column.name in {training, validation})
    better = given[0].better or next((one for one in known if one), None)
    pair = {"score": training, "val_score": validation}
    return {role: None if name is None else RoleColumn(name, better) for role, name in pair.items()}


@lru_cache(maxsize=16)  # the runs of a sweep have the same few sets of columns
def _by_names(columns: tuple[str, ...], table: MetricTable) -> Roles:
    """Roles as the names tell them."""
    by_name = _by_name(columns)
    roles = dict(_fixed(by_name, table))
    roles |= _only_loss(columns, roles)
    sided = _with_sides(roles, table, columns)
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
    for name, column in other_spellings(columns):
        found.setdefault(name, column)
    return found


def _fixed(by_name: Mapping[str, str], table: MetricTable) -> Iterable[tuple[str, RoleColumn]]:
    for role, names in table.fixed.items():
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is not None:
            yield role, RoleColumn(found, "lower" if role in _LOWER_IS_BETTER else None)


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


def _with_sides(roles: Roles, table: MetricTable, columns: Sequence[str]) -> MetricTable:
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
