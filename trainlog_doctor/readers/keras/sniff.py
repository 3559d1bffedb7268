"""Whether the beginning of a source is Keras console output."""

from __future__ import annotations

import re
from itertools import chain

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.keras.classify import events
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.keras.events import Header, Status
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.keras.wraps import Joiner
from trainlog_doctor.readers.openings import DURATION, maybe_notebook
from trainlog_doctor.regex import regex

MARKS = regex(rb"[/s]|poch")
"""A header, a bar and a duration hold one of them; the rows of a table hold none, and are passed over."""

LOSS = b"loss"
"""What ``fit`` measures in any case; without it and without a header, servers and tests print such lines too."""


def sniff(head: Head) -> Sniff:
    """Look for a header together with a bar or metrics line; such lines alone are WEAK, where one has a loss."""
    if maybe_notebook(head) or not DURATION.search(head.data):
        return NOT_MINE
    newline = b"\r" if b"\n" not in head.data and re.search(rb"\rEpoch \d+/\d+ *\r", head.data) else b"\n"
    learnt = {"newline": "cr"} if newline == b"\r" else {}
    cutter, joiner = LineCutter(newline), Joiner()
    header = metrics = b""
    for line in chain(joiner.feed(chain(cutter.feed(drawn(head)), cutter.rest())), joiner.flush()):
        text = clean(line.text)
        for event in events(text) if MARKS.search(text) else ():
            if isinstance(event, Header):
                header = text
            elif isinstance(event, Status) and event.names and LOSS not in metrics.lower():
                metrics = text
        if header and metrics:
            return Sniff(Certainty.SURE, quoted(metrics), learnt)
    if LOSS in metrics.lower():
        return Sniff(Certainty.WEAK, quoted(metrics), learnt)
    return NOT_MINE


def drawn(head: Head) -> bytes:
    """A head without the last update of a bar that is drawn over: the head may end in the middle of it."""
    data = head.data
    again = max(data.rfind(sign, data.rfind(b"\n") + 1) for sign in (b"\r", b"\b"))
    return data if head.whole or again < 0 else data[:again].rstrip(b"\r\b")


def quoted(line: bytes) -> str:
    """A short quotation."""
    return line.strip()[:120].decode("utf-8", "replace")
