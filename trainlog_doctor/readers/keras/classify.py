"""Third stage: a line becomes the events that it states, in their order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.readers.facts import CLASS_COUNTS, PRINTED_SCORE
from trainlog_doctor.readers.keras.asides import asides
from trainlog_doctor.readers.keras.calls import CALL
from trainlog_doctor.readers.keras.counts import counts_on_line
from trainlog_doctor.readers.keras.events import Aside, Counter, Elision, Event, Header, Heading, Status, Text
from trainlog_doctor.readers.keras.grammar import (
    COUNTED,
    HEADER,
    HEADER_END,
    LONGEST,
    NUMBERED,
    REMARK,
    TIMELESS,
    UNCOUNTED,
    UPDATED,
)
from trainlog_doctor.readers.keras.headings import heading
from trainlog_doctor.readers.keras.metrics import read_metrics, seconds_of
from trainlog_doctor.readers.keras.pairs import read_pairs, read_sentence
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

ELISION = regex(
    "(?:[\\s#>*/`~-]|<br\\s?/?>)*+(?:(?:(?:\\.|…|⋮|︙|⋯|•|·)[ \\t]{0,3})++[`*~\\s-]*$|\\\\?vdots\\s*$"
    "|(?:\\.\\.|…|。。|··|[\\[<({]\\s?(?:\\.\\.|…|snip|truncated|omitted|skipped)).{0,50}$"
    "|(?:(?:lines|epochs|output|log|rest)[ \\t])?(?:snip(?:ped)?|omitted|truncated|skipped)[^\\w:=]{0,20}$"
    "|(?:[\\[(]|（|～)?\\s?(?:中略|(?:中间|中間|途中|以下|此处|此處|输出|輸出)?省略|중략|생략)[^:=\\d]{0,50}$)".encode()
)
"""How people mark lines that they left out."""

BARE_HEADER = regex(
    rb"(?i)[^\w\r\n]{0,40}(?:(?:outer|global|training|starting|running)[ \t])?(?P<step>epoch|iteration)"
    rb"[ \t]{0,2}[:=#]?[ \t]{0,2}(?P<number>\d{1,9})(?:[ \t]?(?:/|of)[ \t]?(?P<planned>\d{1,9}))?[^\w\r\n]{0,40}$"
)
"""The header of Keras 0.1 to 0.3, and what programs print themselves: ``epoch 3/50`` above a ``Progbar``."""

LONGEST_BAR = 800
"""Enough for a counter, a bar whose glyphs were encoded twice, and a duration."""


def events(line: bytes) -> Iterator[Event]:
    """Say what a clean line states. A line that lost its breaks may hold several headers and bars."""
    start = 0
    for found in HEADER.finditer(line) if b"poch" in line else ():
        epoch, planned = int(found[1]), int(found[2] or found[3])
        if not 0 < epoch <= planned or not header_ends(line, found.end()):
            continue
        yield from between(line[start : found.start()])
        yield Header(epoch, planned, b" / " in found[0])
        start = found.end()
    if not start or line[start:].strip(b" \t\\n\"',*"):
        yield from between(line[start:])


def header_ends(line: bytes, at: int) -> bool:
    """Whether what follows ``Epoch i/n`` is nothing, markup, a bar or a verbose=2 line."""
    if HEADER_END.match(line, at):
        return True
    rest = REMARK.sub(b"", line[at : at + LONGEST_BAR], 1)
    return COUNTED.match(rest) is not None or UNCOUNTED.match(rest) is not None


def between(text: bytes) -> Iterator[Event]:
    """Events of a stretch without headers: bars first, then whatever else it is."""
    statuses: list[re.Match[bytes]] = list(COUNTED.finditer(text)) if b"/" in text else []
    if not statuses and b"s" in text and (found := UNCOUNTED.search(text) or TIMELESS.match(text)):
        statuses = [found]
    if not statuses:
        yield from other(text)
        return
    if number := NUMBERED.search(text, 0, statuses[0].start()):
        yield Header(int(number[1]), None)
    if CALL.search(text, 0, statuses[0].start()):
        yield Text(text[: statuses[0].start()])
    ends = [found.start() for found in statuses[1:]] + [len(text)]
    for found, end in zip(statuses, ends, strict=True):
        yield from status(found, text[found.end() : end])


def status(found: re.Match[bytes], tail: bytes, drawn: Mapping[str, bytes] | None = None) -> Iterator[Event]:
    """A bar or verbose=2 line, and what is glued to its end: its own end, where only that was ``drawn`` anew."""
    groups = {**(drawn or {}), **found.groupdict()}
    running, clock = bool(groups.get("eta")), groups.get("clock")
    took = seconds_of(clock) if clock and not running else math.nan
    metrics = read_metrics(latest(tail) if running else tail)
    step, total, bar = groups.get("step"), groups.get("total"), groups.get("bar") or b""
    if bar[:1] == b"[" and not bar.strip(b"[=]") and not running:
        step = total  # a bar that is full counts more than a counter that lost its first digits
    yield Status(
        step=int(step) if step else None,
        total=int(total) if total and total.isdigit() else None,
        heavy=bool(bar) and bar[:1] != b"[",
        running=running,
        seconds=took if math.isnan(metrics.seconds) else metrics.seconds,
        names=metrics.names,
        values=metrics.values,
        lists=metrics.lists,
        places=metrics.places,
        unpaced=bar[:1] == b"[" and not groups.get("rate"),
    )
    again = UNCOUNTED.match(metrics.rest) if running else None
    if again is not None:
        kept = {name: groups[name] for name in ("step", "total", "bar")}
        yield from status(again, metrics.rest[again.end() :], kept)
    elif metrics.rest.strip():
        yield from other(metrics.rest)


def latest(tail: bytes) -> bytes:
    """What stands behind the last of several updates that copying put behind each other."""
    *_, end = 0, *(found.end() for found in UPDATED.finditer(tail))
    return tail[end:]


def other(text: bytes) -> Iterator[Event]:
    """Events of a stretch without headers and bars."""
    if not text.strip():
        return
    if counter := BARE_HEADER.match(text):
        number, planned = int(counter["number"]), int(counter["planned"] or 0)
        of_all = counter["step"].lower() == b"epoch" and 0 < number <= planned
        yield Counter(number, planned if of_all else None)
        return
    found = list(asides(text))
    yield from found
    if found:
        return
    if len(text) > LONGEST:
        yield Text(text)
    elif ELISION.match(text):
        yield Elision()
    elif told := read_sentence(text):
        yield Aside(PRINTED_SCORE, told)
        yield Text(text)
    elif (name := heading(text)) is not None:
        yield Heading(name)
    elif counts := counts_on_line(text):
        yield Aside(CLASS_COUNTS, counts)
        yield Text(text)
    else:
        yield read_pairs(text) or Text(text)
