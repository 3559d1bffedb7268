"""Values as every JSON document of ours writes them: what JSON has no number for is a word."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TypeAlias

from trainlog_doctor.i18n.neutral import escaped

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_PLAIN = (str, int)


def written(document: object) -> str:
    """Write a document on one line; NaN and infinities are ``"nan"``, ``"inf"`` and ``"-inf"``."""
    return escaped(json.dumps(plain(document), ensure_ascii=False, allow_nan=False)) + "\n"


def plain(value: object) -> Json:
    """Turn mappings, tuples and numbers into what JSON has; what is none of these becomes null."""
    if isinstance(value, _PLAIN):  # first, since most values are
        return value
    if isinstance(value, float):
        # Adding 0 makes 0 of -0, which no reader expects.
        return value + 0.0 if math.isfinite(value) else "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return None
