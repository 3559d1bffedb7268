"""Which other framework a text looks like, so that an error can name it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


_TRACES = {
    name: regex(trace, re.MULTILINE)
    for name, trace in {
        "Ultralytics YOLO": rb"Ultralytics|YOLOv\d|box(?:_loss)?\s{1,9}(?:obj|cls|seg)(?:_loss)?\s",
        "darknet": rb"^\s{0,9}\d+: [\d.]+, [\d.]+ avg(?: loss)?, [\d.]+ rate,",
        "PyTorch Lightning": (
            rb"GPU available: |pytorch_lightning|lightning\.pytorch|`Trainer\.fit` stopped|[\[ ,]v_num=|Sanity Checking"
            rb"|Validation sanity check"
        ),
        "Hugging Face Trainer": (
            rb"\{'(?:loss|eval_loss|train_runtime)': [^\n]{1,500}'epoch': |\*{5} Running training \*{5}"
            rb"|transformers\.trainer"
        ),
        "XGBoost": rb"^[ \t]{0,12}\[\d+\]\s{1,9}[\w ]{1,40}-[\w@.\-]{2,30}:\s?[-\d]|xgboost",
        "LightGBM": rb"\[LightGBM\]|^[ \t]{0,12}\[\d+\]\s{1,9}[^\n:]{1,60}'s [\w@ ]{1,30}: ",
        "CatBoost": rb"^[ \t]{0,12}\d+:\s{1,9}learn: [^\n]{1,200}total: ",
        "PaddlePaddle": rb"(?<![/\w])step\s{1,6}\d+/\d+ \[[=>.]{3,40}\] - |paddlepaddle|paddle\.fluid|PaddleOCR",
        "MMEngine": rb"mmengine|mmdet|mmcv|mmseg|Epoch\(train\)\s{1,9}\[",
        "Detectron2": rb"detectron2|\[d2\.|eta: [^\n]{1,40}iter: \d+\s{1,9}total_loss: ",
        "fairseq": rb"fairseq|\| epoch \d{3}(?: \||: )",
        "AllenNLP": rb"allennlp",
        "fastai": rb"^\s{0,9}epoch\s{1,9}train_loss\s{1,9}valid_loss",
        "Caffe": rb"solver\.cpp:\d|caffe\.cpp:\d|sgd_solver",
        "TensorFlow Estimator": rb"basic_session_run_hooks|Saving dict for global step|tf_estimator|estimator\.py:\d",
        "OpenNMT": rb"Step \d+/\s?\d+; acc:",
        "spaCy": rb"^\s{0,9}E\s{1,9}#\s{1,9}LOSS ",
        "Stable-Baselines": rb"^\|\s{1,9}ep_rew_mean\s",
        "scikit-learn": rb"^Iteration \d+, loss = [\d.]+$|^\[CV\] ",
        "MXNet": rb"Epoch\[\d+\] (?:Train|Validation|Batch|Time)",
        "tqdm": rb"(?<!\d)\d{1,3}%\|[^\n|]{0,120}\| [\d.kM]{1,12}/[\d.kM]{1,12} \[",
        "PyTorch": rb"torch|(?<![\w.])tensor\(",
        "Keras evaluate/predict": (
            rb"(?<![\w/])\d{1,9}/\d{1,9} (?:\[=+\]|(?:\xe2\x94\x81){4,40})(?: -)? \d+m?s \d+[mu]?s/"
            rb"(?:step|sample|epoch)"
        ),
    }.items()
}
"""What only the output of a framework holds, by its name as it writes itself."""
_MOST_FOUND = 50
_LONGEST_LINE = 1_000
_PROSE = regex(
    rb"^[ \t]*(?:#{1,6} [A-Za-z]|[-*|] )|\]\(http|`[^`]+`"
    rb"|(?<!\S)[(\"]?(?:[A-Za-z][a-z]*(?:-[a-z]+)?[,.;:)\"]{0,2} ){5}[a-z]+[ ,.;:)]"
)
"""What a person writes: marks of Markdown, or six words in a row."""


def lookalike(head: bytes) -> str | None:
    """Name the framework that wrote a text, such as ``PyTorch Lightning``; None if nothing but prose speaks of one."""
    found = ((name, line) for name, trace in _TRACES.items() for line in _lines_of(trace, head))
    return next((name for name, line in found if _PROSE.search(line) is None), None)


def _lines_of(trace: re.Pattern[bytes], head: bytes) -> Iterator[bytes]:
    """The lines in which a trace begins, where it is not the line's end."""
    for found in islice(trace.finditer(head), _MOST_FOUND):
        at = found.end() - len(found[0].lstrip())
        yield head[head.rfind(b"\n", 0, at) + 1 :][:_LONGEST_LINE].split(b"\n", 1)[0]
