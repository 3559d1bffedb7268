"""The last error that a program told of, as Python prints it: mostly the one that ended it."""

from __future__ import annotations

from trainlog_doctor.regex import regex

_BEGINNING = b"Traceback (most recent call last):"
_ERROR = regex(rb"[A-Za-z_][\w.]{0,120}(?::[ \t].*)?")
_QUOTED = 160


def crash_of(data: bytes) -> str | None:
    """Quote the error below the last traceback of a text; None where there is none, or it is cut off."""
    start = data.rfind(_BEGINNING)
    if start < 0:
        return None
    below = data[start + len(_BEGINNING) :].splitlines()
    # The calls stand indented above it.
    error = next((line.rstrip() for line in below if line.strip() and not line[:1].isspace()), b"")
    return error[:_QUOTED].decode("utf-8", "replace") if _ERROR.fullmatch(error) else None
