"""What a text without a finished epoch holds instead: epochs that have begun, bars on their way, or single steps."""

from __future__ import annotations

from itertools import islice

from trainlog_doctor.errors import FormatError
from trainlog_doctor.regex import regex

FEWEST_STEPS = 3
LOOKED_AT = 400
"""Bytes of a line that are looked at."""
QUOTED = 80

UPDATE = regex(rb"\d/\d{1,12} \[[=>.]{3,60}\][ \t]{0,4}-[ \t]{0,4}ETA:")
"""A bar of Keras that had not come to its end."""

BEGUN = regex(rb"(?im)^[ \t]{0,9}+epoch[ \t:]{1,3}+\d{1,9}/\d{1,9}[ \t\r]*+$")
"""A line with nothing but an epoch of all."""

STEP = regex(
    rb"(?i)(?<![a-z])(?:step|iter(?:ation)?|batch)[ \t]{0,2}[=:#(\[]{0,2}[ \t]{0,2}\d{1,9}(?![\d.]?\d)"
    rb"|\][ \t]{0,3}\[ {0,4}\d{1,9}/\d{1,9}\]"
)
VALUE = regex(rb"(?i)(?:loss|cost|perplexity|acc|accuracy)[ \t]{0,2}[=:]?[ \t]{0,2}\d")


def refuse_pieces(data: bytes) -> FormatError | None:
    """Say that a text tells of parts of epochs only: ``no_epoch`` or ``steps_only``; None for any other text."""
    if UPDATE.search(data) or BEGUN.search(data):
        return FormatError("no_epoch")
    lines = (line[:LOOKED_AT] for line in data.splitlines())
    steps = list(islice((line for line in lines if STEP.search(line) and VALUE.search(line)), FEWEST_STEPS))
    if len(steps) < FEWEST_STEPS:
        return None
    return FormatError("steps_only", quote=steps[0].strip()[:QUOTED].decode("utf-8", "replace"))
