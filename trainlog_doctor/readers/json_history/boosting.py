"""The ``evals_result`` of XGBoost and LightGBM (data set, metric, one number a round), and CatBoost's rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.names import is_metric, word_set
from trainlog_doctor.readers.histories.table import make_table
from trainlog_doctor.readers.json_history.shapes import Room, columns_of_rows, is_numeric
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document

_SET = regex(r"(?:validation|valid|eval|val|test|train)(?:_\d+)?|training|dtrain|dtest|dval|dvalid|learn")
_NUMBERED = regex(r"(?:validation|valid|eval)_\d+")
_METRICS = word_set(
    """logloss mlogloss error merror auc aucpr rmse rmsle mae mape mphe map ndcg l1 l2 huber fair poisson quantile pre
    binary_logloss multi_logloss binary_error multi_error cross_entropy auc_mu average_precision gamma tweedie
    poisson-nloglik gamma-nloglik gamma-deviance cox-nloglik"""
)


def is_boosting(document: Document) -> bool:
    """Whether a document is two levels of names around lists, with booster metrics inside."""
    value = document.value
    if not isinstance(value, Mapping) or not value or len(value) > 100:
        return False
    return bool(_catboost(value)) or all(_is_set(str(name), inner) for name, inner in value.items())


def _is_set(data_set: str, value: object) -> bool:
    """Whether an entry is what was measured of a data set; one with a number is a booster's, whatever was measured."""
    if not _SET.fullmatch(data_set) or not isinstance(value, Mapping) or not value:
        return False
    if not all(isinstance(cells, list) and cells and is_numeric(cells) for cells in value.values()):
        return False
    measured = [str(name).split("@")[0] for name in value]
    return all(name in _METRICS or (_NUMBERED.fullmatch(data_set) and is_metric(name)) for name in measured)


def read(format_name: str, document: Document) -> list[Run]:
    """Make one run, a round an epoch; columns are named as XGBoost prints them, ``validation_0-logloss``."""
    value = document.mapping if is_boosting(document) else {}
    columns: dict[str, list[object]] = _catboost(value) or {
        f"{data_set}-{metric}": cells
        for data_set, inner in value.items()
        if isinstance(inner, Mapping)
        for metric, cells in inner.items()
    }
    rounds = max((len(cells) for cells in columns.values()), default=0)
    full = sum(len(cells) == rounds for cells in columns.values())
    held = frozenset(sorted(columns, key=lambda name: -len(columns[name]))[: full + Room().columns(rounds)])
    padded = {name: [*columns[name], *[None] * (rounds - len(columns[name]))] for name in columns if name in held}
    notices = [Notice("histories.unclosed")] if document.unclosed else []
    return make_runs(format_name, make_table(padded), None, notices=notices)


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
        f"{data_set}-{name}": cell
        for data_set, cells in sets
        for name, cell in zip(named[data_set], cells, strict=False)
    }
