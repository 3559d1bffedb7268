"""The ``evals_result`` and ``cv`` of XGBoost and LightGBM (one number a round and metric), and CatBoost's rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainlog_doctor.readers.histories.names import is_metric, word_set
from trainlog_doctor.readers.json_history.layouts import unpaired
from trainlog_doctor.readers.json_history.rows import Room, columns_of_rows, is_list
from trainlog_doctor.regex import regex

_SET = regex(r"(?:validation|valid|eval|val|test|train)(?:_\d+)?|training|dtrain|dtest|dval|dvalid|learn")
_MOST_SETS = 100
_NUMBERED = regex(r"(?:validation|valid|eval)_\d+")
_FOLDED = regex(r"(?:train|test|valid)[ -](.+)-(?:mean|stdv?)")
"""What ``cv`` calls the mean over the folds and its spread."""
_METRICS = word_set(
    """logloss mlogloss error merror auc aucpr rmse rmsle mae mape mphe map ndcg l1 l2 huber fair poisson quantile pre
    binary_logloss multi_logloss binary_error multi_error cross_entropy auc_mu average_precision gamma tweedie
    poisson-nloglik gamma-nloglik gamma-deviance cox-nloglik"""
)
_LEARNT = "learn"
"""What CatBoost calls its training."""


def rounds_of(value: object, room: Room | None = None) -> dict[str, list[object]]:
    """Name the numbers of every round as XGBoost prints them, ``validation_0-logloss``; empty if there are none."""
    columns = (_catboost(value) or _cross_validated(value) or _by_set(value)) if isinstance(value, Mapping) else {}
    if not columns:
        return {}
    room = room or Room()
    rounds = max(map(len, columns.values()))
    full = sum(len(cells) == rounds for cells in columns.values())
    held = sorted(columns, key=lambda name: -len(columns[name]))[: full + room.columns(rounds)]
    room.take(sum(rounds - len(columns[name]) for name in held))
    return {name: [*columns[name], *[None] * (rounds - len(columns[name]))] for name in held}


def _cross_validated(value: Mapping[str, object]) -> dict[str, list[object]]:
    folded = (_FOLDED.fullmatch(str(name)) for name in value)
    told = all(found and found[1] in _METRICS for found in folded)
    return {name: cells for name, cells in value.items() if is_list(cells)} if told else {}


def _by_set(value: Mapping[str, object]) -> dict[str, list[object]]:
    if len(value) > _MOST_SETS or not all(map(_SET.fullmatch, value)):
        return {}
    sets = {name: unpaired(inner) for name, inner in value.items()}
    if not all(_is_set(name, inner, _LEARNT in sets) for name, inner in sets.items()):
        return {}
    told = ((name, inner) for name, inner in sets.items() if isinstance(inner, Mapping))
    return {_named(name, str(metric)): cells for name, inner in told for metric, cells in inner.items()}


def _named(data_set: str, metric: str) -> str:
    return f"{'train' if data_set == _LEARNT else data_set}-{metric}"


def _is_set(data_set: str, value: object, catboost: bool) -> bool:
    """Whether an entry is what was measured of a data set; CatBoost's, or one with a number, whatever was measured."""
    if not isinstance(value, Mapping) or not value or not all(map(is_list, value.values())):
        return False
    measured = [str(name).split("@")[0] for name in value]
    return catboost or all(name in _METRICS or (_NUMBERED.fullmatch(data_set) and is_metric(name)) for name in measured)


def _catboost(value: Mapping[str, object]) -> dict[str, list[object]]:
    """Columns of CatBoost's ``training.json``: a row a round, a list of metrics a data set; empty if it is none."""
    meta, rows = value.get("meta"), value.get("iterations")
    if not isinstance(meta, Mapping) or not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return {}
    named: dict[str, list[object]] = {}
    for kind in ("learn", "test"):
        sets, metrics = meta.get(f"{kind}_sets"), meta.get(f"{kind}_metrics")
        told = [one.get("name") for one in metrics if isinstance(one, Mapping)] if isinstance(metrics, list) else []
        named |= {str(data_set): told for data_set in (sets if isinstance(sets, list) else ())}
    return columns_of_rows([_round(row, named) for row in rows])


def _round(row: Mapping[str, object], named: Mapping[str, Sequence[object]]) -> Mapping[str, object]:
    """Name the values of one round by their data set and metric."""
    sets = ((data_set, cells) for data_set, cells in row.items() if data_set in named and isinstance(cells, list))
    return {
        _named(data_set, str(name)): cell
        for data_set, cells in sets
        for name, cell in zip(named[data_set], cells, strict=False)
    }
