"""A line of console output as the text that a person would see."""

from __future__ import annotations

from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.regex import regex

SERVICE = regex(r"^[\w.\-]{1,60}[\-_]\d{1,3}\s{1,30}\| ")
"""The name of its service that Docker Compose puts before every line of a container."""

LOGGED = regex(
    r"^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{3,6} {1,9}\d{1,20} [\w./\-]{1,80}:\d{1,6}\] ?"
    r"|^(?!\W{0,4}[Ee]poch)(?:\[[^\]]{1,60}+\]|\([^()]{1,60}+\)|[\W\dTZ]){0,60}+(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)"
    r"(?::(?:root|__main__|\w{1,40}(?:\.\w{1,40}){1,6}):"
    r"| {0,8}\| [\w.<>]{1,80}:[\w.<>]{1,80}:\d{1,6} {1,4}- "
    r"|(?=[^\w.])[\W_]{1,8})"
)
"""What ``logging``, glog and Loguru put before a message: a time, the level, and by default whose message it is."""

STAMP = regex(r"^\W{0,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b[\s\])|:,\-]{0,9}")
"""A time as ``time.asctime`` writes it, before a message."""

GLUED = regex(r"(?i)(?:it/s|s/it)[^\[\]]{0,200}\](?=\s{0,3}[^\]\n]{0,60}\bepoch\b)")
"""The end of a bar of tqdm, which has no line break of its own, before what was printed behind it of an epoch."""

LONGEST = 2_000
"""Bytes of a line beyond which nothing is read: no line of metrics is as long."""


def text_of(line: bytes) -> str:
    """Clean and decode a line: UTF-8, else GB 18030, which takes nearly anything."""
    shown = clean(line)[:LONGEST]
    try:
        text = shown.decode("utf-8")
    except UnicodeDecodeError:
        text = shown.decode("gb18030", "replace")
    if "it]" in text or "/s" in text:
        *_, begin = 0, *(found.end() for found in GLUED.finditer(text))
        text = text[begin:].lstrip() if begin else text
    return STAMP.sub("", LOGGED.sub("", SERVICE.sub("", text)))
