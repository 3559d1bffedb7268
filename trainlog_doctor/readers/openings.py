"""What a source must begin with, or hold, for a reader to be its reader: asked before the reader is imported.

Each function is true of every source that its readers would take; of others it may be true as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

DURATION = regex(rb"[s:\0\x1b](?:(?<=[\dm]s)|(?<=\d:)\d|(?<=[\0\x1b]))")
"""What every line of Keras with metrics holds before it is cleaned: a time, or what may stand inside one."""

BRACKETS = b"{[\"'"
"""What a document of JSON begins with, also where it was quoted."""

SEPARATORS = (",", ";", "\t", "|")
"""What stands between the cells of a table."""

BLANK = " "
_BLANK_HEADER = regex(rb"(?im)^#?[ ]?(?:epochs?|(?:global_)?step|iter(?:ation)?) [a-z]")
"""Names that blanks set off, the first of which counts."""

_NOTEBOOK = regex(rb'\s*\{\s*"(?:cells|worksheets|metadata|nbformat|nbformat_minor|orig_nbformat)"\s*:')
_OF_CELLS = (b'"cell_type"', b'"cells"', b'"worksheets"')

_YOLO_RESULTS = regex(rb"\s{0,20}+\d{1,6}/\d{1,6}[ \t]{1,20}+[\d.]{1,12}G\s")

_REFUSED = b"(dlc}]P\x80\x89\x93"


def maybe_event_file(head: Head) -> bool:
    """The first record is shorter than 4 GB."""
    return head.data[4:8] == bytes(4)


def maybe_keras(head: Head) -> bool:
    """There are durations."""
    return DURATION.search(head.data) is not None


PRINTED = (b"defaultdict(", b"OrderedDict(")
"""How Python prints the objects in which histories are collected."""


LABELLED = regex(
    rb"[A-Za-z][\w .()#-]{0,60}+[:=]?\s{0,9}+\{\s{0,9}+['\"]"
    rb"|(?![^{}]{0,999}poch(?!s ?[=:]))(?!\[)[^{}]{0,999}+"
    rb"\{\s{0,9}+(['\"])[^'\"\n]{1,60}\1:\s{0,9}\[(?:np\.float\d\d\()?-?\d"
)
"""A short text before a printed object, ``history = {'loss': […``, or any before one that begins with a list."""


def maybe_json(head: Head) -> bool:
    """The first sign opens a document, or a printed object, or a short text before one."""
    return opens_document(head.data)


def opens_document(data: bytes) -> bool:
    """Whether bytes begin as a document may: with a bracket, a quoted document, or an object that is printed."""
    start = data[:4096].lstrip()
    return bool(start) and (start[0] in BRACKETS or start.startswith(PRINTED) or LABELLED.match(start) is not None)


def maybe_notebook(head: Head) -> bool:
    """It begins as a notebook's JSON does."""
    return any(word in head.data for word in _OF_CELLS) and _NOTEBOOK.match(head.data) is not None


def maybe_table(head: Head) -> bool:
    """There are separators, and no object of JSON; or names that blanks set off."""
    if head.data[:4096].lstrip()[:1] == b"{":
        return False
    if any(separator.encode() in head.data for separator in SEPARATORS):
        return True
    return head.data.startswith(b"PAR1") or _BLANK_HEADER.search(head.data) is not None


def maybe_yolo_results(head: Head) -> bool:
    """It begins with an epoch of all, and gigabytes."""
    return _YOLO_RESULTS.match(head.data) is not None


def maybe_sqlite(head: Head) -> bool:
    """It is a database."""
    return head.data.startswith(b"SQLite format 3")


def maybe_refused(head: Head) -> bool:
    """The first byte is that of a pickle, an array or an archive."""
    return head.data[:1] in _REFUSED
