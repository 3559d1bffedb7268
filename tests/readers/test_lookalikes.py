"""Other frameworks are called by their names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.lookalikes import lookalike

TRACES = [
    ("Epoch 3:  12%|█▏        | 24/200 [00:01<00:09, v_num=0, loss=0.5]", "PyTorch Lightning"),
    ("GPU available: True, used: True", "PyTorch Lightning"),
    ("{'loss': 0.51, 'learning_rate': 5e-05, 'epoch': 1.0}", "Hugging Face Trainer"),
    ("Ultralytics 8.4.14  Python-3.11.9 torch-2.6.0", "Ultralytics YOLO"),
    ("      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances", "Ultralytics YOLO"),
    ("     Epoch   gpu_mem       box       obj       cls     total   targets", "Ultralytics YOLO"),
    ("[10]\ttrain-logloss:0.51\teval-logloss:0.6", "XGBoost"),
    ("    [1]\tvalidation_0-logloss:0.68\tvalidation_1-logloss:0.69", "XGBoost"),
    ("[LightGBM] [Info] Number of positive: 5", "LightGBM"),
    ("[100]\tvalid_0's l2: 0.243", "LightGBM"),
    (" 100: 2.5, 3.1 avg loss, 0.001 rate, 3.5 seconds, 6400 images", "darknet"),
    ("step 938/938 [==============================] - loss: 0.1158 - acc: 0.9020 - 10ms/step", "PaddlePaddle"),
    ("2023/06/05 20:10:13 - mmengine - INFO - Epoch(train)   [1][1/6]  lr: 4e-08", "MMEngine"),
    ("I0224 12:00:00.000000  1 solver.cpp:228] Iteration 100, loss = 0.5", "Caffe"),
    ("epoch     train_loss  valid_loss  accuracy  time", "fastai"),
    ("Epoch[4] Train-accuracy=0.548824", "MXNet"),
    ("1/1 [==============================] - 0s 31ms/step\n1/1 [==] - 0s 2ms/step", "Keras evaluate/predict"),
    ("model.predict(tf.convert_to_tensor(x))\n1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 27ms/step", "Keras evaluate/predict"),
    ("Epoch 1/2: 10%|█         | 10/100 [00:01<00:10]", "tqdm"),
]


@pytest.mark.parametrize(("text", "name"), TRACES)
def test_a_trace_names_its_framework(text: str, name: str) -> None:
    assert lookalike(f"some line\n{text}\n".encode()) == name


@pytest.mark.parametrize("text", ["", "Epoch 1/2\n5/5 - 1s - loss: 0.5\n", "epoch 1 loss 0.5\n", "epoch,loss\n0,1\n"])
def test_nothing_points_to_a_framework(text: str) -> None:
    assert lookalike(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "# YOLOv8 for beginners\n",
        "- Histories of Lightning, Ultralytics and fastai.\n",
        "| `yolo` | Ultralytics |\n",
        "See [the docs](https://docs.ultralytics.com) of YOLOv8\n",
        "We have trained Ultralytics models on a set of our own, and compared them.\n",
    ],
)
def test_prose_that_speaks_of_a_framework_is_not_its_output(text: str) -> None:
    assert lookalike(text.encode()) is None
    assert lookalike(f"{text}Ultralytics 8.4.14  Python-3.11.9 torch-2.6.0\n".encode()) == "Ultralytics YOLO"


@settings(max_examples=50)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_looked_at(data: bytes) -> None:
    lookalike(data)
