"""Whether the beginning of a source is Keras console output."""

from __future__ import annotations

from itertools import chain

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.keras.classify import events
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.keras.events import Header, Status
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.keras.pieces import FORMS, form_of
from trainlog_doctor.readers.keras.wraps import Joiner
from trainlog_doctor.readers.openings import DURATION, maybe_notebook
from trainlog_doctor.regex import regex

MARKS = regex(rb"[/s]|poch")
"""A header, a bar and a duration hold one of them; the rows of a table hold none, and are passed over."""

LOSS = b"loss"
"""What ``fit`` measures in any case; without it and without a header, servers and tests print such lines too."""


def sniff(head: Head) -> Sniff:
    """Look for a header together with a bar or metrics line; such lines alone are WEAK, where one has a loss."""
    if maybe_notebook(head.data) or not DURATION.search(head.data):
        return NOT_MINE
    form = form_of(head.data)
    cutter, joiner = LineCutter(), Joiner()
    lines = cutter.feed(FORMS[form]()(drawn(head) + b"\n"))
    header = metrics = b""
    for line in chain(joiner.feed(chain(lines, cutter.rest())), joiner.flush()):
        text = clean(line.text)
        for event in events(text) if MARKS.search(text) else ():
            if isinstance(event, Header):
                header = text
            elif isinstance(event, Status) and event.names and LOSS not in metrics.lower():
                metrics = text
        if header and metrics:
            break
    if not (header and metrics) and LOSS not in metrics.lower():
        return NOT_MINE
    evidence = metrics.strip()[:120].decode("utf-8", "replace")
    return Sniff(Certainty.SURE if header else Certainty.WEAK, evidence, {"form": form})


def drawn(head: Head) -> bytes:
    """A head without the last update of a bar that is drawn over: the head may end in the middle of it."""
    data = head.data
    again = max(data.rfind(sign, data.rfind(b"\n") + 1) for sign in (b"\r", b"\b"))
    return data if head.whole or again < 0 else data[:again].rstrip(b"\r\b")
