"""Names of printed metrics: which part of the data they speak of, and what they measure."""

from __future__ import annotations

import re

METRIC = re.compile(
    r"(?i)loss|acc|f1|f-?score|fscore|auc|prec|recall|mae|mse|mape|err|iou|dice|perplexity|ppl|bleu|kappa|r2|psnr|ssim"
    r"|score|corr|损失|准确率|精确率|召回率|精度|正确率|误差|(?:^|[\s_])(?:lr|map|learning.rate)$|学习率"
)
"""What makes a name that of a metric."""

PHASES = (
    ("", re.compile(r"(?i)(?:train(?:ing)?|tr|训练集?)(?![a-z])[\s_./\-的]*")),
    ("val_", re.compile(r"(?i)(?:validat(?:ion|e)|valid|val|dev|验证集?|校验集?)(?![a-z])[\s_./\-的]*")),
    ("test_", re.compile(r"(?i)(?:test(?:ing)?|测试集?)(?![a-z])[\s_./\-的]*")),
)
"""How a metric's name begins with the part of the data that it was measured on."""

CHINESE = {
    "损失": "loss",
    "损失值": "loss",
    "准确率": "accuracy",
    "正确率": "accuracy",
    "精确率": "precision",
    "召回率": "recall",
    "学习率": "lr",
}
PHASELESS = re.compile(r"(?i)^(?:lr|learning.rate|best.*)$")


def phase_at_start(text: str) -> tuple[str, str] | None:
    """Split ``validation loss`` into its prefix ``val_`` and what is measured; None without such a beginning."""
    for prefix, pattern in PHASES:
        if found := pattern.match(text):
            return prefix, text[found.end() :]
    return None


def canonical(name: str, phase: str | None) -> tuple[str, str | None]:
    """Name a column the way every reader does, ``val_`` for validation; the phase is carried to the next name.

    A name without a phase of its own takes that of the name before, as in ``Val acc: 0.58 loss: 0.63``.
    """
    split = phase_at_start(name)
    if split is not None and split[1]:
        prefix, measure = split
        carried = prefix if not re.match(r"\w+_", name) else None
    else:
        prefix, measure = phase or "", name
        carried = phase
    if PHASELESS.match(measure):
        return CHINESE.get(measure, measure.lower()), carried
    if split is None and phase is None:
        return CHINESE.get(measure, measure), carried
    return prefix + CHINESE.get(measure, measure.lower().replace(" ", "_")), carried
