"""Each format's smallest sample is shown to every reader that there is: one is sure of it, and it is the right one."""

from __future__ import annotations

import json
import pickle

import pytest

from tests.readers.tables.reading import claims
from tests.readers.tensorboard import writers as tb
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import Certainty

CURVE = [[1.6e9 + step, step, 0.5] for step in range(3)]
TRIAL = {"trial_id": "a", "hyperparameters": {}, "metrics": {"metrics": {}}}

SAMPLES = {
    "keras-csv": b"epoch,loss,val_loss\n0,1,2\n1,1,2\n",
    "history-csv": b"epoch,train_acc,test_acc\n1,0.5,0.5\n2,0.6,0.5\n",
    "lightning-csv": b"epoch,step,train_loss,val_loss\n0,9,1,\n0,9,,1\n1,19,1,\n",
    "steps-csv": b"step,train_loss,val_loss\n10,1,\n20,1,2\n",
    "fastai-csv": b"epoch,train_loss,valid_loss,accuracy,time\n0,1,2,0.5,00:10\n",
    "ultralytics-csv": b"epoch, train/box_loss, metrics/mAP50(B)\n0, 1, 0.1\n1, 1, 0.2\n",
    "yolo-results": b"0/9 1.5G" + b" 1" * 13 + b"\n1/9 1.5G" + b" 1" * 13 + b"\n",
    "wandb": b'"Step","a - loss","a - loss__MIN","a - loss__MAX"\n0,1,1,1\n1,1,1,1\n',
    "tensorboard-export": b"Wall time,Step,Value\n1.6e9,0,1.5\n1.6e9,1,1.25\n",
    "keras-json": b'{"loss": [1, 2], "val_loss": [1, 2]}',
    "history-json": b'{"train_loss": [1, 2], "test_loss": [1, 2]}',
    "hf-trainer-state": b'{"log_history": [{"epoch": 1.0, "loss": 1.0, "step": 1}]}',
    "keras-tuner": json.dumps(TRIAL).encode(),
    "boosting-evals": b'{"validation_0": {"logloss": [0.5, 0.4]}}',
    "mmengine-jsonl": b'{"lr": 0.1, "loss": 1, "epoch": 1, "iter": 1}\n{"lr": 0.1, "loss": 1, "epoch": 2, "iter": 2}\n',
    "detectron2-jsonl": b'{"iteration": 19, "total_loss": 1.0}\n{"iteration": 39, "total_loss": 0.9}\n',
    "history-jsonl": b'{"epoch": 0, "loss": 1}\n{"epoch": 1, "loss": 1}\n',
    "tensorboard": tb.VERSION + tb.curve("epoch_loss", [1.0]),
    "binary": pickle.dumps({"loss": [1.0]}),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_one_reader_is_sure_and_it_is_the_right_one(name: str) -> None:
    sure = [reader for reader, certainty in claims(SAMPLES[name], readers()).items() if certainty is Certainty.SURE]
    assert sure == [name]


def test_a_downloaded_curve_as_json_is_an_export() -> None:
    assert claims(json.dumps(CURVE).encode(), readers())["tensorboard-export"] is Certainty.SURE
