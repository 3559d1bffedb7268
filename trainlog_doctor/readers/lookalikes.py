"""Which other framework a text looks like, so that an error can name it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


class Look(NamedTuple):
    """One framework's trace.

    Attributes
    ----------
    name
        As the framework writes itself.
    trace
        What only its output holds.
    """

    name: str
    trace: re.Pattern[bytes]


def _look(name: str, trace: bytes) -> Look:
    return Look(name, regex(trace, re.MULTILINE))


LOOKS = (
    _look("Ultralytics YOLO", rb"Ultralytics|YOLOv\d|box(?:_loss)?\s{1,9}(?:obj|cls|seg)(?:_loss)?\s"),
    _look("darknet", rb"^\s{0,9}\d+: [\d.]+, [\d.]+ avg(?: loss)?, [\d.]+ rate,"),
    _look(
        "PyTorch Lightning",
        rb"GPU available: |pytorch_lightning|lightning\.pytorch|`Trainer\.fit` stopped|[\[ ,]v_num=|Sanity Checking"
        rb"|Validation sanity check",
    ),
    _look(
        "Hugging Face Trainer",
        rb"\{'(?:loss|eval_loss|train_runtime)': [^\n]{1,500}'epoch': |\*{5} Running training \*{5}"
        rb"|transformers\.trainer",
    ),
    _look("XGBoost", rb"^[ \t]{0,12}\[\d+\]\s{1,9}[\w ]{1,40}-[\w@.\-]{2,30}:\s?[-\d]|xgboost"),
    _look("LightGBM", rb"\[LightGBM\]|^[ \t]{0,12}\[\d+\]\s{1,9}[^\n:]{1,60}'s [\w@ ]{1,30}: "),
    _look("CatBoost", rb"^[ \t]{0,12}\d+:\s{1,9}learn: [^\n]{1,200}total: "),
    _look("PaddlePaddle", rb"(?<![/\w])step\s{1,6}\d+/\d+ \[[=>.]{3,40}\] - |paddlepaddle|paddle\.fluid|PaddleOCR"),
    _look("MMEngine", rb"mmengine|mmdet|mmcv|mmseg|Epoch\(train\)\s{1,9}\["),
    _look("Detectron2", rb"detectron2|\[d2\.|eta: [^\n]{1,40}iter: \d+\s{1,9}total_loss: "),
    _look("fairseq", rb"fairseq|\| epoch \d{3}(?: \||: )"),
    _look("AllenNLP", rb"allennlp"),
    _look("fastai", rb"^\s{0,9}epoch\s{1,9}train_loss\s{1,9}valid_loss"),
    _look("Caffe", rb"solver\.cpp:\d|caffe\.cpp:\d|sgd_solver"),
    _look(
        "TensorFlow Estimator", rb"basic_session_run_hooks|Saving dict for global step|tf_estimator|estimator\.py:\d"
    ),
    _look("OpenNMT", rb"Step \d+/\s?\d+; acc:"),
    _look("spaCy", rb"^\s{0,9}E\s{1,9}#\s{1,9}LOSS "),
    _look("Stable-Baselines", rb"^\|\s{1,9}ep_rew_mean\s"),
    _look("scikit-learn", rb"^Iteration \d+, loss = [\d.]+$|^\[CV\] "),
    _look("MXNet", rb"Epoch\[\d+\] (?:Train|Validation|Batch|Time)"),
    _look("tqdm", rb"(?<!\d)\d{1,3}%\|[^\n|]{0,120}\| [\d.kM]{1,12}/[\d.kM]{1,12} \["),
    _look("PyTorch", rb"torch|(?<![\w.])tensor\("),
    _look(
        "Keras evaluate/predict",
        rb"(?<![\w/])\d{1,9}/\d{1,9} (?:\[=+\]|(?:\xe2\x94\x81){4,40})(?: -)? \d+m?s \d+[mu]?s/(?:step|sample|epoch)",
    ),
)


_MOST_TRACES = 50
_LONGEST_LINE = 1_000
_PROSE = regex(
    rb"^[ \t]*(?:#{1,6} [A-Za-z]|[-*|] )|\]\(http|`[^`]+`"
    rb"|(?<!\S)[(\"]?(?:[A-Za-z][a-z]*(?:-[a-z]+)?[,.;:)\"]{0,2} ){5}[a-z]+[ ,.;:)]"
)
"""What a person writes: marks of Markdown, or six words in a row."""


def lookalike(head: bytes) -> str | None:
    """Name the framework that wrote a text, such as ``PyTorch Lightning``; None if nothing but prose speaks of one."""
    return next((look.name for look in LOOKS if any(map(_is_output, _lines_of(look, head)))), None)


def _lines_of(look: Look, head: bytes) -> Iterator[bytes]:
    """The lines in which a trace begins, where it is not the line's end."""
    for trace in islice(look.trace.finditer(head), _MOST_TRACES):
        at = trace.end() - len(trace[0].lstrip())
        yield head[head.rfind(b"\n", 0, at) + 1 :][:_LONGEST_LINE].split(b"\n", 1)[0]


def _is_output(line: bytes) -> bool:
    return _PROSE.search(line) is None
