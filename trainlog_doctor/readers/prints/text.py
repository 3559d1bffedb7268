"""A line of console output as the text that a person would see."""

from __future__ import annotations

from trainlog_doctor.readers.keras.clean import clean

LONGEST = 2_000
"""Bytes of a line beyond which nothing is read: no line of metrics is as long."""


def text_of(line: bytes) -> str:
    """Clean and decode a line: UTF-8, else GB 18030, which takes nearly anything."""
    shown = clean(line)[:LONGEST]
    try:
        return shown.decode("utf-8")
    except UnicodeDecodeError:
        return shown.decode("gb18030", "replace")
