"""Data inside the page, written so that no value of it can end the script element or be read as anything but data."""

from __future__ import annotations

import json

from trainlog_doctor.reporters.html.nodes import Html, raw
from trainlog_doctor.reporters.plain_json import plain

_ACTIVE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def embedded(data: object, ident: str) -> Html:
    """Make a data element that scripts find by its id.

    NaN and infinities are the strings ``nan``, ``inf`` and ``-inf``; all that is not ASCII is written as JSON escapes,
    and so is every sign that means something in HTML.
    """
    document = json.dumps(plain(data), allow_nan=False, separators=(",", ":"))
    return raw(document.translate(_ACTIVE), "script", type="application/json", id=ident)
