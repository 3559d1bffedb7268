"""Data inside the page, written so that no value of it can end the script element or be read as anything but data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TypeAlias

from trainlog_doctor.reporters.html.nodes import Html, raw

Data: TypeAlias = object

_ACTIVE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def embedded(data: Data, ident: str) -> Html:
    """Make a data element that scripts find by its id.

    NaN and infinities are the strings ``nan``, ``inf`` and ``-inf``; all that is not ASCII is written as JSON escapes,
    and so is every sign that means something in HTML.
    """
    document = json.dumps(_plain(data), allow_nan=False, separators=(",", ":"))
    return raw(document.translate(_ACTIVE), "script", type="application/json", id=ident)


def _plain(value: Data) -> Data:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _number(value: float) -> float | int | str:
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
