"""Settings that a program prints before it trains: ``optimizer: adam``, ``batch_size=64``, ``学习率: 0.001``."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Scalar

LONGEST_VALUE = 60
NAMES: Mapping[str, str] = {
    "optimizer": "optimizer",
    "optimiser": "optimizer",
    "优化器": "optimizer",
    "batch_size": "batch_size",
    "batchsize": "batch_size",
    "批量大小": "batch_size",
    "批大小": "batch_size",
    "learning_rate": "learning_rate",
    "lr": "learning_rate",
    "学习率": "learning_rate",
    "loss_function": "loss",
    "loss_fn": "loss",
    "损失函数": "loss",
}
"""A setting's name as programs print it, lower case with underscores, to the one that it is kept by."""

SETTING = regex(
    "(?<![\\w.])['\"]?(optimi[sz]er|batch[ _]?size|learning[ _]rate|lr|loss[ _]function|loss_fn"
    "|优化器|批量大小|批大小|学习率|损失函数)['\"]?[ \t]{0,4}(?:[:=]|：)[ \t]{0,4}"
    "['\"]?((?:(?![,;|(，；、（]|['\"]|[ \t]{2})[^\r\n]){1,200})".encode(),
    re.IGNORECASE,
)
UNMEASURED = frozenset({"batch_size", "batchsize", "epochs", "nb_epoch", "num_epochs", "批量大小", "批大小"})
"""Names, written alike, of what no epoch can measure; a learning rate may be told of each."""

NUMERIC = frozenset({"batch_size", "learning_rate"})
NUMBER = regex(rb"([-+]?\d{1,12}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?)(?![\w.])", re.IGNORECASE)


def settings_on_line(line: bytes) -> dict[str, Scalar]:
    """Read every setting that a line names; empty for any other line."""
    found: dict[str, Scalar] = {}
    for name, raw in SETTING.findall(line):
        key = NAMES[name.decode("utf-8", "replace").lower().replace(" ", "_")]
        value = read_value(key, raw.strip(b" \t)}]'\""))
        if value is not None:
            found.setdefault(key, value)
    return found


def settings_among(names: Sequence[str], values: Sequence[float]) -> dict[str, Scalar]:
    """Pick the settings among pairs of names and numbers; a number that is whole is a whole number."""
    found: dict[str, Scalar] = {}
    for name, value in zip(names, values, strict=True):
        key = NAMES.get(as_setting(name))
        if key in NUMERIC and math.isfinite(value):
            found[key] = int(value) if value.is_integer() else value
    return found


def as_setting(name: str) -> str:
    """A name as `NAMES` and `UNMEASURED` have it."""
    return name.lower().replace(" ", "_")


def read_value(key: str, raw: bytes) -> Scalar:
    """A number where the setting is one, else its word; None for what is neither."""
    if key in NUMERIC:
        number = NUMBER.match(raw)
        return None if number is None else int(number[1]) if number[1].isdigit() else float(number[1])
    return raw.decode("utf-8", "replace")[:LONGEST_VALUE].strip() or None
