"""The line grammar of Keras from version 0.3 to 3, as patterns over bytes.

No pattern can backtrack badly: repetitions are bounded or followed by a byte that they cannot match themselves.
"""

from __future__ import annotations

import re

from trainlog_doctor.regex import regex

HEADER_END = regex(rb"(?:\\n|[ \t*`\"',;|\\+])*+$")
"""What may follow a header on its line when nothing else does: markup and the signs of code that copying leaves."""

REMARK = regex(rb"^(?:[ \t]{1,9}\([A-Za-z ]{1,40}\))?[ \t|]*")
"""What may stand between a header and its bar: a remark as in ``Epoch 45/100 (best)``, the border of a table's cell."""

DURATION = rb"(?P<clock>\d{1,7}s|\d{1,5}:\d\d(?::\d\d)?)"
RATE = rb"\d{1,9}(?:\.\d{1,9})?(?:us|ms|s|min)/[a-z]{1,12}"

FULL = rb"(?P<glued>\d{1,12})/(?P=glued) (?:\[=|\xe2\x94\x81)"
GLUED = rb"(?<=\d)(?=" + FULL + rb")"
"""Where a full bar begins right behind the number that it was drawn over: ``loss: 0.6132/32 [====]``."""

HEADER = regex(rb"Epoch (\d{1,9})(?:/| / )(?:(\d{1,9})(?![\d./])|(\d{1,9}?)(?=" + FULL + rb"))")
"""A header, also one whose total a full bar follows directly: ``Epoch 1/1532/32 [====]`` is epoch 1 of 15."""

COUNTED = regex(
    rb"(?:(?<![\w./])|" + GLUED + rb")(?<!step )(?<!step  )(?P<step>\d{1,12})/(?P<total>\d{1,12}|Unknown)"
    rb"[ \t]{0,16}(?P<bar>\[[=>.]{1,200}\]|[\x80-\xff=?]{2,512})?[ \t]{0,48}(?:-[ \t]{0,8})?"
    rb"(?P<eta>ETA:[ \t]{0,8})?" + DURATION + rb"(?:[ \t]{1,4}(?P<rate>" + RATE + rb"))?(?![\w./:])"
)
"""A bar of any version or a verbose=2 line with its counter."""

TIMELESS = regex(
    rb"[\s#>*|]{0,12}(?P<step>\d{1,12})/(?P<total>(?P=step))(?: (?P<bar>\[=+\])|(?=.{0,4000}? - val_))"
    rb"(?= -[ \t]{1,4}loss: \d{1,40}\.\d{4})"
)
"""A bar from which somebody cut the time, or all but the counter: ``9/9 - loss: 0.4762 - val_loss: 0.5034``.

Without bar and validation, programs print it of their batches.
"""

UNCOUNTED = regex(
    rb"(?:^|(?<=[\s#>|:]))(?<!ETA: )(?<!ETA:)(?:-[ \t]{0,4})?"
    + DURATION
    + rb"(?:[ \t]{1,4}(?P<rate>"
    + RATE
    + rb"))?(?=[ \t]{1,4}-[ \t]{1,4}(?!\d{1,7}s )[^\s:-][^:]{0,200}:)"
)
"""A verbose=2 line of the versions that print no counter, perhaps behind the time: ``13:12:25  - 3s - loss:``."""

NUMBERED = regex(rb"(?i)\b(?:epoch|iteration)[ \t:#]{1,3}(\d{1,9})[ \t:]{0,3}$")
"""An epoch number without its total, written by hand before a bar or a verbose=2 line."""

UPDATED = regex(rb"\bETA:[ \t]{0,8}" + DURATION)
"""Where an update begins that was drawn over another, and stands behind it since copying lost what moved back."""

DASHES = regex(rb"[ \t]-[ \t]{1,8}")
"""Separators between metrics."""

OVERDRAWN = rb"\d{1,40}\.\d{4}(?:e[-+]\d\d)?(?=\d{1,6}s(?![\w.]))"
"""A value with the rest of a longer update right behind it: in ``0.049911s - lo`` 0.0499, drawn over ``…: 11s``."""

NUMBER = regex(
    rb"[ \t>]{0,8}([-+]?(?:"
    + OVERDRAWN
    + rb"|\d{1,40}\.\d{4}e[-+]\d{1,4}|\d{1,40}(?:\.\d{1,40})?(?:e[-+]?\d{1,4})?|\.\d{1,40}|nan|inf))",
    re.IGNORECASE,
)

LONGEST = 4_000
"""Bytes of a line beyond which nothing is read but headers, bars and what callbacks say."""

PLACES = 4
"""Digits behind the point that Keras prints; fewer are a person's, or what is left of them."""

PACE = regex(rb"(\d{1,9}(?:\.\d{1,9})?)(us|ms|s|min)/([a-z]{1,12})")
UNIT_SECONDS = {b"us": 1e-6, b"ms": 1e-3, b"s": 1.0, b"min": 60.0}
