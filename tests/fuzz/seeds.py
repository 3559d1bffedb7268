"""What fuzzing starts from: the beginnings of the sample logs, and one small source of each other format."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.commands import BETWEEN
from tests.reading import read_stream
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import Certainty, Head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.readers.base import Reader

ROOT = Path(__file__).resolve().parents[2]
CUT = 2048
_FOREIGN = 8
"""One in so many sources of other formats is a seed of a reader too."""
_LOGS = ("*.log", "*.csv", "*.json", "events.out.*")

_LINES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "mmengine-jsonl": [{"lr": 0.01, "loss": 0.7, "iter": 10, "epoch": 1}, {"accuracy": 0.5, "epoch": 1, "iter": 10}],
    "detectron2-jsonl": [{"iteration": 19, "total_loss": 2.1, "lr": 0.02}, {"iteration": 39, "total_loss": 1.9}],
    "wandb": [{"_step": 0, "loss": 0.7, "epoch": 0}, {"_step": 1, "loss": 0.6, "val_loss": 0.7, "epoch": 1}],
    "history-jsonl": [{"epoch": 1, "loss": 0.7}, {"epoch": 2, "loss": 0.6, "val_loss": float("nan")}],
    "phases in lines": [{"mode": "train", "epoch": 1, "loss": 0.7}, {"mode": "val", "epoch": 1, "loss": 0.8}],
}
_DOCUMENTS: Mapping[str, object] = {
    "frame-json": {
        "schema": "trainlog-doctor/frame/1",
        "runs": [{"name": None, "format": "keras-json", "epoch": [1, 2], "columns": {"loss": [0.7, "nan"]}}],
    },
    "report-json": {
        "schema": "trainlog-doctor/1",
        "runs": [{"source": {"path": "a", "run": 1}, "history": {"epoch": [1, 2], "loss": [0.7, 0.6]}}],
    },
    "hf-trainer-state": {
        "log_history": [{"epoch": 0.5, "loss": 0.7, "step": 5}, {"epoch": 1.0, "eval_loss": 0.6, "step": 10}],
        "max_steps": 20,
        "num_train_epochs": 2,
    },
    "keras-tuner": {
        "trial_id": "0",
        "hyperparameters": {"values": {"lr": 0.1}},
        "metrics": {"metrics": {"loss": {"direction": "min", "observations": [{"value": [0.5], "step": 1}]}}},
    },
    "tensorboard-export": [[1700000000.0, 0, 0.7], [1700000001.0, 1, 0.6]],
    "boosting-evals": {"validation_0": {"logloss": [0.7, 0.6]}, "validation_1": {"logloss": [0.7, 0.8]}},
    "history-json": [{"epoch": 1, "train": {"loss": 0.7}, "val": {"loss": 0.8}}, {"epoch": 2}],
    "catboost": {
        "meta": {"learn_sets": ["learn"], "learn_metrics": [{"name": "Logloss"}], "test_sets": [], "test_metrics": []},
        "iterations": [{"learn": [0.7], "iteration": 0}, {"learn": [0.6], "iteration": 1}],
    },
    "folds": {"loss": {"fold1": [0.7, 0.6], "fold2": [0.8, 0.7]}, "val_loss": {"fold1": [1, 1], "fold2": [1, 1]}},
    "points": {"train_loss": [{"step": 1, "loss": 0.7}, {"step": 2, "loss": 1}], "val_loss": [{"step": 2, "loss": 1}]},
    "steps and values": {"loss": {"steps": [1, 2], "values": [0.7, 0.6]}, "val_loss": {"steps": [2], "values": [0.8]}},
    "pairs": {"loss": [[1, 0.7], [2, 0.6], [3, 0.5]], "val_loss": [[1, 0.8], [2, 0.7], [3, 0.7]]},
    "pandas": {"columns": ["epoch", "loss", "val_loss"], "index": [0, 1], "data": [[1, 0.7, 0.8], [2, 0.6, 0.7]]},
    "epochs by name": {"epoch_1": {"loss": 0.7, "val_loss": 0.8}, "epoch_2": {"loss": 0.6, "val_loss": 0.7}},
    "validation less often": {"loss": [4, 3, 2, 1], "val_loss": [2, 1]},
    "keras-notebook": {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": 1,
                "outputs": [
                    {
                        "output_type": "stream",
                        "text": ["Epoch 1/2\n", "10/10 - 1s - 9ms/step - loss: 0.7 - val_loss: 0.8\n"],
                    }
                ],
            }
        ],
        "nbformat": 4,
    },
}
_TABLES: Mapping[str, str] = {
    "frame-csv": '"epoch","loss","val_loss"\n1,0.7,\n2,nan,0.6\n',
    "tensorboard-export": "Wall time,Step,Value\n1700000000.0,0,0.7\n1700000001.0,1,0.6\n",
    "wandb": '"Step","a - val_loss","a - val_loss__MIN","a - val_loss__MAX"\n0,0.7,0.7,0.7\n1,0.6,0.6,0.6\n',
    "lightning-csv": "epoch,step,train_loss,val_loss\n0,9,0.7,\n0,9,,0.8\n1,19,0.6,\n1,19,,0.7\n",
    "steps-csv": "step,loss,val_loss\n10,0.7,\n20,0.6,0.8\n30,0.5,0.7\n",
    "ultralytics-csv": "  epoch,  train/box_loss,  metrics/mAP50(B),  val/box_loss\n 1, 1.2, 0.3, 1.1\n 2, 1, 0.4, 1\n",
    "fastai-csv": "epoch,train_loss,valid_loss,accuracy,time\n0,0.7,0.8,0.5,00:01\n1,0.6,0.7,0.6,00:01\n",
    "history-csv": "Epoch;Train Loss;Val Acc\n1;0,7;0,5\n2;0,6;0,6\n",
    "phases": "epoch,phase,loss,time\n1,train,0.7,3\n1,val,0.8,1\n2,train,0.6,3\n2,val,0.7,1\n",
    "long format": "epoch,metric,value\n1,loss,0.7\n1,val_loss,0.8\n2,loss,0.6\n2,val_loss,0.7\n",
    "groups": "fold,epoch,loss\n1,1,0.7\n2,1,0.8\n1,2,0.6\n2,2,0.7\n",
    "a summary below": "epoch,loss,test_loss\n1,0.7,\n2,0.6,\nmean,0.65,0.7\n",
    "groups by names": "epoch,model,seed,loss\n1,a,0,0.7\n1,b,0,0.8\n2,a,0,0.6\n2,b,0,0.7\n",
    "yolo-results": "0/9 1.5G" + " 1" * 13 + "\n1/9 1.5G" + " 2" * 13 + "\n",
    "trials": "fold,loss,val_loss\n1,0.7,0.8\n2,0.6,0.7\n",
    "a range test": "lr,loss\n" + "".join(f"{10**power:g},0.7\n" for power in range(-9, 3)),
    "blanks": "epoch loss val_loss\n1 0.7 0.8\n2 0.6 0.7\n",
    "Chinese": "轮次,训练损失,验证损失\n1,0.7,0.8\n2,0.6,0.7\n",
}
_PRINTS = (
    "Epoch 1/2\n32/32 [====] - 1s 2ms/step -\nloss: 0.7 - val_loss:\n0.8\nEpoch 2/2 32/32\n[====] - 1s - loss: 0.6\n",
    "Epoch 1/232/32 [====] - 1s - loss: 0.7Epoch 2/232/32 [====] - ETA: 0s - loss: 0.049911s - loss: 0.5\n",
    "Epoch 1/2\n1/1 - 1s - loss: 1 - a: 1 - val_loss: 0 - val_a: 0\n"
    "Epoch 2/2\n1/1 - 1s - loss: 1 - a: 1 - val_loss: 1 - val_a: 1  # best\n",
    "defaultdict(<class 'list'>, {'loss': [0.7, 0.6], 'val_loss': [0.8, 0.7]})\n",
    "OrderedDict([('loss', [0.7, 0.6]), ('val_loss', array([0.8, 0.7], dtype=float32))])\n",
    "[0.7, 0.6, 0.5]\n1.0e-1 nan\n",
    "Epoch 1: train loss 0.70, val loss 0.80, acc 51.2%\nEpoch 2: train loss 0.60, val loss 0.70, acc 55%\n",
    "Epoch 1/2 done\nTraining Loss: 0.7\nloss: train 0.7, valid 0.8\nEpoch 2/2 done\n训练损失: 0.6\n",
    "  epoch    train_loss    cp    valid_loss\n-------  ------------  ----  ------------\n"
    "      1           0.7     +           0.8\n      2           0.6                 0.7\n",
    "| Training Loss | Epoch | Step |\n|:---:|:---:|:---:|\n| No log | 1.0 | 3 |\n| 0.6 | 2.0 | 6 |\n",
    "".join(f"step {250 * at}: train loss {0.7 - at / 99:.4f}, val loss 0.8\n" for at in range(12)),
    "[0]\ttrain-logloss:0.7\tvalid-logloss:0.8+0.1\n[1]\ttrain-logloss:0.6\tvalid's auc: 0.5\n",
    "train_loss: [0.7, 0.6, 0.5]\nval_loss:\n- 0.8\n- 0.7\n- nan\n",
    "train_loss = [0.7, 0.6, 0.5]\nval_loss: [0.8, nan,\n0.7]\n",
    "train:\n  loss: [0.7, .nan]\n  acc: [0.5, 0.6]\nval: &a\n  loss:\n  - 0.8\n  - '0.7'\n---\n1: {loss: ~}\n",
    '{"epoch": 1, "loss": 0.7}{"epoch": 2, "loss": 0.6},\n{"epoch": 3, "lo',
    'epoch,loss,val_loss\n"1,000","0,7","1,250.5"\n2,0.6,"0,5"\n',
    "{'loss': 0.7, 'epoch': 0.5}\n{'eval_loss': 0.8, 'epoch': 1.0}\n 9%|x| {'loss': '0.6', 'epoch': '1.5'}\n",
)
_SETTINGS = """lang = "zh"
select = ["TD101"]
require = ["val_f1>=0.8"]
[rules.TD101]
min_rise = "8%"
[[overrides]]
paths = ["a/*"]
"""
_NOTATIONS = ("0.60+0.05x3 _ _x3 nan -inf 1e-3x4", "score=val_my_f1:max", "TD101.min_rise=8%")
_REQUIREMENTS = ("val_f1>=0.80", "best(val_loss) < 0.3 and not epochs>=10", 'last("a b") <= 5%', "best(val_f1)=noise")
_SENTENCES = (
    "{risen.value:.0%} at {risen.count:|epoch|epochs}, {share:num} {share:+,.3f} {none:?, by ~}{{x}}",
    "{risen.name!r:>9} {share.real} {share[0]} {nan:d} {a:{b}} {a.b.c:?: ~ or ~} 第{risen.count}轮",
)


_RUNS: Mapping[str, str] = {
    "a/log.csv": "epoch,loss,val_loss\n0,0.7,0.8\n1,0.6,0.7\n2,0.5,0.7\n",
    "a/params.json": '{"lr": 0.1, "layers": [1, 2], "opt": {"name": "adam"}}',
    "b/train.log": "Epoch 1/2\n9/9 - 1s - loss: 0.7 - val_loss: 0.8\nEpoch 2/2\n9/9 - 1s - loss: 0.6 - val_loss: 0.9\n",
    "b/train.params.yaml": "lr: 0.01\nopt: {name: sgd}\nlayers: [1, 2]\n",
    "lr=0.1,bs=8/history.json": '{"loss": [0.7, 0.6], "val_loss": [0.8, 0.7]}',
    "mlruns/0/c/meta.yaml": "run_id: c\nname: third\nstatus: 3\n",
    "mlruns/0/c/metrics/loss": "1700000000000 0.7 0\n1700000001000 0.6 1\n",
    "mlruns/0/c/params/lr": "0.5",
    "version_0/hparams.yaml": "lr: 0.1\n",
    "version_0/metrics.csv": "epoch,step,train_loss,val_loss\n0,9,0.7,\n0,9,,0.8\n1,19,0.6,\n1,19,,0.7\n",
}
_CURVES: Mapping[str, str] = {
    "epochs/metrics_epoch_0.json": '{"epoch": 0, "training_loss": 0.7, "validation_loss": 0.8}',
    "epochs/metrics_epoch_1.json": '{"epoch": 1, "training_loss": 0.6, "validation_loss": 0.7}',
    "export/run-a_train-tag-epoch_loss.csv": "Wall time,Step,Value\n1.0,0,0.7\n2.0,1,0.6\n",
    "export/run-a_validation-tag-epoch_loss.csv": "Wall time,Step,Value\n1.0,0,0.8\n2.0,1,0.7\n",
    "plots/metrics/train/loss.tsv": "step\tloss\n0\t0.7\n1\t0.6\n",
    "plots/metrics/val/loss.tsv": "step\tloss\n0\t0.8\n1\t0.7\n",
    "trial_0/trial.json": json.dumps(_DOCUMENTS["keras-tuner"]),
}
_BASELINE: Mapping[str, object] = {
    "schema": "trainlog-doctor/baseline/1",
    "runs": [
        {
            "path": "0.log",
            "run": "1",
            "accepted": [{"rule": "TD101", "role": "val_loss"}],
            "metrics": {"val_loss": {"kept": 0.7, "best": 0.7, "last": 0.8, "noise": 0.01}},
        }
    ],
}
_ROW: Mapping[str, object] = {
    "schema": "trainlog-doctor/scan-1",
    "rules": "",
    **{"path": "a.csv", "number": 1, "name": None, "format": "keras-csv", "epochs": 2, "planned_epochs": None},
    **{"complete": True, "best_epoch": 2, "by": "val_loss", "worth_keeping": True, "verdict": None},
    **{"silence": "no-finding", "judged": 1},
    "findings": [{"code": "TD902", "severity": "info"}],
    "roles": {"val_loss": {"column": "val_loss", "better": "lower"}},
    "best": {"val_loss": 0.7},
    "last": {"val_loss": "nan"},
    "parameters": {"lr": 0.1, "opt": "adam"},
    **{"error": None, "parameter_error": None, "size": 40, "changed": "2026-01-01T00:00:00+00:00"},
}


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with; a target that reads sources is given sources of all formats."""
    own = {
        "settings": [_SETTINGS, f"[tool.trainlog-doctor]\n{_SETTINGS}"],
        "notation": _NOTATIONS,
        "requirement": _REQUIREMENTS,
        "sentence": [one + one[::-1] for one in _SENTENCES],
        "resumed": [f"{json.dumps(_ROW)}\n{json.dumps(_ROW)}\n", json.dumps({**_ROW, "runs": [_ROW]})],
        "baseline": [json.dumps(_BASELINE)],
        "checked": [f"{one}\x1e{json.dumps(_BASELINE)}\x1e{_PRINTS[0]}" for one in _REQUIREMENTS],
    }.get(target)
    if own is not None:
        yield from (one.encode() for one in own)
    elif target == "rules":
        yield from (path.read_bytes()[: 2 * CUT] for path in sorted((ROOT / "rules").rglob("*.yaml"))[::4])
    elif target in {"swept", "gathered"}:
        yield from (_folder(_RUNS), _folder(_CURVES), _folder(_events()))
    elif target == "archive":
        yield from (gzip.compress(b"loss\n0.7\n"), "Epoch 1/2\n".encode("utf-16"), "loss\n".encode("utf-32"))
    elif target == "compared":
        yield from (one + BETWEEN + other for one, other in pairwise(sources()))
    elif target == "repeated":
        yield from (choice + source for choice in (b"\0\xff", b"\x40\x80", b"\xa0\xc0") for source in sources())
    elif target.startswith("reader-"):
        asked = [one for one in readers() if f"reader-{one.name}" == target]
        yield from (one for at, one in enumerate(sources()) if not at % _FOREIGN or claimed(one, asked))
    else:
        yield from sources()


def claimed(source: bytes, asked: Sequence[Reader]) -> bool:
    """Whether readers read a source, or refuse it as theirs."""
    head = Head(source, whole=True)
    with suppress(DoctorError):
        return bool(read_stream(head, [source], asked, forced=True))
    return any(one.sniff(head).certainty is not Certainty.NO for one in asked)


def sources() -> Iterator[bytes]:
    """A small source of every format."""
    samples = ROOT / "sample_logs"
    for pattern in _LOGS:
        yield from (path.read_bytes()[:CUT] for path in sorted(samples.rglob(pattern))[::5])
    yield from (json.dumps(document).encode() for document in _DOCUMENTS.values())
    for rows in _LINES.values():
        yield "".join(json.dumps(row) + "\n" for row in rows).encode()
    yield from (table.encode() for table in _TABLES.values())
    yield from (printed.encode() for printed in _PRINTS)
    yield _sqlite()
    yield from _parquet()


def _folder(files: Mapping[str, str | bytes]) -> bytes:
    """Files that name themselves in their first lines."""
    contents = (one.encode() if isinstance(one, str) else one for one in files.values())
    return BETWEEN.join(b"%s\n%s" % (name.encode(), one) for name, one in zip(files, contents, strict=True))


def _events() -> Mapping[str, bytes]:
    """TensorBoard's directory of a run, each file as far as it goes well between others."""
    logged = sorted((ROOT / "sample_logs").rglob("events.out.*"))[:2]
    return {
        f"a/{path.parent.name}/events.out.tfevents.1.v2": path.read_bytes().partition(BETWEEN)[0] for path in logged
    }


def _sqlite() -> bytes:
    """The store of MLflow, as far as it is read."""
    with sqlite3.connect(":memory:") as store:
        store.executescript(
            "create table runs (run_uuid text, name text, status text, start_time int);"
            "create table metrics (key text, value real, timestamp int, run_uuid text, step int, is_nan int);"
            "insert into runs values ('a', 'first', 'FINISHED', 1);"
            "insert into metrics values ('loss', 0.7, 1, 'a', 0, 0), ('loss', 0.6, 2, 'a', 1, 0);"
        )
        return store.serialize()


def _parquet() -> Iterator[bytes]:
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        return
    written = io.BytesIO()
    parquet.write_table(pyarrow.table({"epoch": [1, 2], "loss": [0.7, 0.6], "val_loss": [0.8, None]}), written)
    yield written.getvalue()
