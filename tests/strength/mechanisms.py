"""Sources against single mechanisms of the readers: as many as possible of what each looks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.attacks import EPOCHS, RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BAR = b"10/10 [====] - 1s -"
PHASES = (b"train", b"val", b"test", b"eval")


def named(history: Mapping[str, object]) -> bytes:
    """A history in JSON, with two curves that make it one."""
    return json.dumps({**history, **EPOCHS}).encode()


def rows(count: int, name: str = "k") -> list[Mapping[str, object]]:
    """Rows that each have a column of their own."""
    return [{"loss": 1, "val_loss": 1, f"{name}{at}": 1} for at in range(count)]


def long_table(count: int, metrics: int) -> bytes:
    """A table of one metric a row; every 4096 rows have other ones."""
    names = (at // 4096 * metrics + at % metrics for at in range(count))
    return b"epoch,metric,value\n" + b"".join(b"%d,loss%d,1\n" % (at, name) for at, name in enumerate(names))


def metrics_of_moments(count: int, metrics: int, in_turn: bool) -> bytes:
    """A table of one metric a row: all of one epoch below each other, or all of one metric."""
    epochs = count // metrics
    places = ((at % epochs, at // epochs) if in_turn else divmod(at, metrics) for at in range(epochs * metrics))
    return b"epoch,metric,value\n" + b"".join(b"%d,loss%d,1\n" % place for place in places)


def catboost(count: int) -> bytes:
    """As many data sets as metrics as rounds."""
    meta = {"learn_sets": ["a"] * count, "learn_metrics": [{"name": "l"}] * count}
    return json.dumps({"meta": meta, "iterations": [{}] * count}).encode()


MECHANISMS: Mapping[str, Callable[[int], bytes]] = {
    "lines broken behind a dash": lambda size: RUN + (BAR + b"\n") * (size // 20),
    "a line broken very often": lambda size: RUN + BAR + b"\n" + b"1s -\n" * (size // 5),
    "lines broken behind a name": lambda size: RUN + BAR + b" loss:\n" + b"1 - a:\n" * (size // 7),
    "lines broken behind a counter": lambda size: RUN + b"Epoch 1/2 1/1\n[==\n" * (size // 18),
    "margins": lambda size: RUN + BAR + b"\n" + b"# " * (size // 2),
    "headers glued to bars": lambda size: RUN + b"Epoch 1/1532/32 [====] - 1s - loss: 1" * (size // 37),
    "bars drawn over": lambda size: RUN + b"32/32 [====] - ETA: 1s - loss: 0.0499ETA: 1s" * (size // 44),
    "remarks behind values": lambda size: RUN + b"loss: 1  #" * (size // 10),
    "phases in rows": lambda size: (
        b"epoch,phase,loss\n" + b"".join(b"%d,%s,1\n" % (at // 4, PHASES[at % 4]) for at in range(size // 12))
    ),
    "metrics of a long table": lambda size: long_table(size // 18, 40),
    "metrics of an epoch below each other": lambda size: metrics_of_moments(size // 14, 200, in_turn=False),
    "metrics one after the other": lambda size: metrics_of_moments(size // 14, 200, in_turn=True),
    "names in a long table": lambda size: long_table(size // 18, 100_000),
    "groups": lambda size: (
        b"epoch,fold,loss\n" + b"".join(b"%d,%d,1\n" % (at % 2, at // 2) for at in range(size // 10))
    ),
    "folds": lambda size: named({"acc": {f"f{at}": [1, 0.5] for at in range(size // 15)}}),
    "lists of folds": lambda size: json.dumps({"loss": [[1] * 20] * (size // 60)}).encode(),
    "steps and values": lambda size: json.dumps(
        {f"loss{at}": {"steps": [at], "values": [1]} for at in range(size // 42)}
    ).encode(),
    "pairs of a step and a value": lambda size: json.dumps(
        {f"loss{at}": [[3 * at + more, 1] for more in range(3)] for at in range(size // 50)}
    ).encode(),
    "points": lambda size: json.dumps({f"loss{at}": [{"step": at, "loss": 1}] for at in range(size // 42)}).encode(),
    "a key an epoch": lambda size: json.dumps(
        {f"epoch_{at}": {"loss": 1, f"k{at}": 1} for at in range(size // 42)}
    ).encode(),
    "phases of their own": lambda size: b"".join(
        b'{"mode": "m%d", "epoch": %d, "loss": 1}\n' % (at, at) for at in range(size // 42)
    ),
    "columns of their own": lambda size: json.dumps(rows(size // 42)).encode(),
    "histories with columns of their own": lambda size: json.dumps(
        {f"a{at}": rows(1000) for at in range(size // 38_000 + 1)}
    ).encode(),
    "lists of columns of their own": lambda size: named(
        {f"a{at}": [{f"k{row}": 1} for row in range(1000)] for at in range(size // 12_000 + 1)}
    ),
    "rows that hold nothing": lambda size: (
        b'[{"loss":1,"val_loss":1,%s}%s]' % (b",".join(b'"k%d":1' % at for at in range(62)), b",{}" * (size // 3))
    ),
    "validations at no frequency": lambda size: json.dumps(
        {"loss": [1] * (size // 10)} | {f"val_a{at}": [1, 2] for at in range(min(9_000, size // 20))}
    ).encode(),
    "validations at a frequency": lambda size: json.dumps(
        {"loss": [1] * (size // 10)} | {f"val_a{at}": [1] * (size // 1000) for at in range(300)}
    ).encode(),
    "data sets of CatBoost": lambda size: catboost(size // 24),
    "short curves of boosting": lambda size: json.dumps(
        {"train": {"logloss": [1] * (size // 6)} | {f"ndcg@{at}": [1] for at in range(size // 30)}}
    ).encode(),
    "units": lambda size: named({f"m{at} (a)": [1, 2, 3] for at in range(min(6_000, size // 22))}),
    "blanks in a name": lambda size: named({"a" + " " * size + "x": [1, 2, 3]}),
    "a name of a printed dictionary": lambda size: (b"{'loss" + b"_" * size + b"x': 0.7, 'epoch': 1}\n") * 2,
    "pairs in pairs": lambda size: b'[["a",' * (size // 6),
    "numbers without names": lambda size: b"1.1.1," * (size // 6),
    "keys of printed dictionaries": lambda size: b"".join(
        b"{'loss': 0.7, 'k%d': 0.5, 'epoch': %d}\n" % (at, at) for at in range(size // 42)
    ),
    "names in printed lines": lambda size: b"".join(
        b"Epoch %d: loss%d 0.7, val loss 0.8\n" % (at, at) for at in range(size // 42)
    ),
}
