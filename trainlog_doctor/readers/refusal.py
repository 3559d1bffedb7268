"""What to say of a source in which no reader finds an epoch."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.archives import archive_of, program_of
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.base import Head, Sniff

_QUOTED_CHARACTERS = 80
_SAMPLED_BYTES = 4096
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\r\x1b"))
_MOST_CONTROLS = 0.05
"""Captured terminals hold a few odd bytes; random data is one eighth control characters."""
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""What Git leaves in the place of a file that it has not fetched."""
_PICTURES = b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-"
_CODE = regex(
    rb"(?m)^(?:import [\w.]{1,60}(?:,[ ]?[\w.]{1,60}){0,9}(?: as \w{1,30})?"
    rb"|from [\w.]{1,60} import \(?[\w*, ]{0,99})[ \t\r]{0,4}$"
)
"""Where Python's code brings in a module, at the beginning of a line: that of a traceback is indented."""
_TRACEBACK = b"Traceback (most recent call last):"
_ERROR = regex(rb"[A-Za-z_][\w.]{0,120}(?::[ \t].*)?")
_LONGEST_ERROR = 160
_FEWEST_STEPS = 3
_LOOKED_AT = 400
"""Bytes of a line that are looked at."""
_UPDATE = regex(rb"\d/\d{1,12} \[[=>.]{3,60}\][ \t]{0,4}-[ \t]{0,4}ETA:")
"""A bar of Keras that had not come to its end."""

_BEGUN = regex(rb"(?im)^[ \t]{0,9}+epoch[ \t:]{1,3}+\d{1,9}/\d{1,9}[ \t\r]*+$")
"""A line with nothing but an epoch of all."""

_STEP = regex(
    rb"(?i)(?<![a-z])(?:step|iter(?:ation)?|batch)[ \t]{0,2}[=:#(\[]{0,2}[ \t]{0,2}\d{1,9}(?![\d.]?\d)"
    rb"|\][ \t]{0,3}\[ {0,4}\d{1,9}/\d{1,9}\]"
)
_VALUE = regex(rb"(?i)(?:loss|cost|perplexity|acc|accuracy)[ \t]{0,2}[=:]?[ \t]{0,2}\d")
_SAYS_LITTLE = frozenset({"no_epoch", "program", "unrecognised"})


def refuse_nothing(head: Head) -> None:
    """Refuse a source that holds nothing at all, or stands for other files: their bytes would be read as one log.

    Raises
    ------
    FormatError
        ``empty``, ``only_nul``, ``blank``, ``lfs_pointer`` or ``archive``.
    """
    if not head.data:
        raise FormatError("empty")
    if head.data.startswith(_LFS_POINTER):
        raise FormatError("lfs_pointer")
    if not head.data.strip(b"\0"):
        raise FormatError("only_nul", count=len(head.data))
    if head.whole and not head.data.strip(b"\0 \t\r\n"):
        raise FormatError("blank", count=len(head.data))
    kind = archive_of(head.data)
    if kind is not None and not program_of(head.data):  # whose reader says how to convert it
        raise FormatError("archive", kind=kind)


def refusal(head: Head, sniffs: Sequence[Sniff], forced: bool) -> FormatError:
    """Say what is wrong when no reader finds an epoch."""
    quoted = first_line(head.data)
    if forced:
        return FormatError("not_this_format", quote=quoted)
    if any(sniff.certainty is Certainty.SURE for sniff in sniffs):
        return FormatError("no_epoch")
    if head.data.startswith(_PICTURES):
        return FormatError("picture")
    if _binary(head.data):
        return FormatError("binary_data")
    if _CODE.search(head.data):
        return FormatError("program")
    # Its traces are many, which a source that is read need not wait for.
    from trainlog_doctor.readers.lookalikes import lookalike

    framework = lookalike(head.data)
    if framework is not None:
        return FormatError("lookalike", framework=framework, quote=quoted)
    return _pieces(head.data) or FormatError("unrecognised", quote=quoted, count=len(head.data))


def explained(error: FormatError, head: Head) -> FormatError:
    """Name the last error that a program told of, where there is nothing else to say of what it printed."""
    told = _crash_of(head.data) if error.key in _SAYS_LITTLE and head.whole else None
    return error if told is None else FormatError("crashed", error=told)


def _crash_of(data: bytes) -> str | None:
    """Quote the error below Python's last traceback in a text; None where there is none, or it is cut off."""
    start = data.rfind(_TRACEBACK)
    if start < 0:
        return None
    below = data[start + len(_TRACEBACK) :].splitlines()
    # The calls stand indented above it.
    error = next((line.rstrip() for line in below if line.strip() and not line[:1].isspace()), b"")
    return error[:_LONGEST_ERROR].decode("utf-8", "replace") if _ERROR.fullmatch(error) else None


def _pieces(data: bytes) -> FormatError | None:
    """Say that a text tells of parts of epochs only: ``no_epoch`` or ``steps_only``; None for any other text."""
    if _UPDATE.search(data) or _BEGUN.search(data):
        return FormatError("no_epoch")
    lines = (line[:_LOOKED_AT] for line in data.splitlines())
    steps = list(islice((line for line in lines if _STEP.search(line) and _VALUE.search(line)), _FEWEST_STEPS))
    if len(steps) < _FEWEST_STEPS:
        return None
    return FormatError("steps_only", quote=steps[0].strip()[:_QUOTED_CHARACTERS].decode("utf-8", "replace"))


def _binary(data: bytes) -> bool:
    """Whether a source is no text in any encoding that a log may have: many control characters among its bytes."""
    sample = data[:_SAMPLED_BYTES]
    return len(sample.translate(None, _CONTROLS)) < (1 - _MOST_CONTROLS) * len(sample)


def first_line(data: bytes) -> str:
    """The first line that is not blank, shortened, for an error message."""
    line = next((line for line in data.splitlines() if line.strip(b"\0 \t")), b"")
    text = line[: 4 * _QUOTED_CHARACTERS].decode("utf-8", "replace").strip()
    return text if len(text) <= _QUOTED_CHARACTERS else f"{text[: _QUOTED_CHARACTERS - 1]}…"
