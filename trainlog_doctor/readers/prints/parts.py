"""What is called by its part of the data alone, ``train=0.4 val=0.5``: whether it is a metric, and which."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.names import BEGINNING, RATE, canonical, is_phase, prefix_of
from trainlog_doctor.readers.prints.pairs import PAIR, TIES, TOOK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.readers.prints.pairs import Pairs


def known_metrics(pairs: Pairs) -> dict[str, float]:
    """The metrics of an epoch's line: none if all are bare and other words may say what of, ``took 9 (train: 8``."""
    if not all(map(is_phase, pairs.metrics)):
        return pairs.metrics
    behind = TOOK.sub("", pairs.left.split("\t", 1)[-1])
    words = PAIR.sub(lambda pair: "" if pair["mark"][0] in TIES else pair[0], behind)
    return {} if any(map(str.isalpha, words)) else pairs.metrics


def bare_part(columns: Iterable[str]) -> str | None:
    """The column that is called by its part of the data alone: that of training, if there is one."""
    return min(filter(is_phase, columns), key=lambda name: str(prefix_of(BEGINNING.match(name))), default=None)


def tells_measure(rows: Sequence[Mapping[str, float]]) -> bool:
    """Whether rows tell a metric: where all are bare they are of several parts, and training's is other in the end."""
    columns = {name for row in rows for name in row if not RATE.search(name)}
    if not all(map(is_phase, columns)):
        return True
    part = bare_part(columns)
    return part is not None and len(columns) > 1 and rows[0].get(part) != rows[-1].get(part)


def with_measures(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    """Name what is called by its part of the data alone: a loss where it falls, ``train=0.4 val=0.5``, or else a score.

    What falls beside a loss, or stays, keeps its name: nothing says what it is.
    """
    columns = dict.fromkeys(name for row in rows for name in row)
    bare = bare_part(columns)
    if bare is None:
        return rows
    course = [row[bare] for row in rows if math.isfinite(row.get(bare, math.nan))] or [0.0]
    fell = course[-1] < course[0] and not any(map(names.is_loss, columns))
    measure = "loss" if fell else "score" if course[-1] > course[0] and "score" not in columns else ""
    told = {name: canonical(name, None, measure)[0] if is_phase(name) else name for name in columns}
    return [{told[name]: value for name, value in row.items()} for row in rows]
