"""What a source must begin with, or hold, for a reader to be its reader: asked before the reader is imported.

Each is true of every source that its readers would take; of others it may be true as well.
"""

from __future__ import annotations

from trainlog_doctor.regex import regex

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

YOLO_RESULTS = regex(rb"\s{0,20}+\d{1,6}/\d{1,6}[ \t]{1,20}+[\d.]{1,12}G\s")
"""An epoch of all, and gigabytes."""

REFUSED = b"(dlc}]P\x80\x89\x93"
"""With what a pickle, an array or an archive begins."""


PRINTED = (b"defaultdict(", b"OrderedDict(")
"""How Python prints the objects in which histories are collected."""


LABELLED = regex(
    rb"[A-Za-z][\w .()#-]{0,60}+[:=]?\s{0,9}+\{\s{0,9}+['\"]"
    rb"|(?![^{}]{0,999}poch(?!s ?[=:]))(?!\[)[^{}]{0,999}+"
    rb"\{\s{0,9}+(['\"])[^'\"\n]{1,60}\1:\s{0,9}\[(?:np\.float\d\d\()?-?\d"
)
"""A short text before a printed object, ``history = {'loss': […``, or any before one that begins with a list."""


def opens_document(data: bytes) -> bool:
    """Whether bytes begin as a document may: with a bracket, a quoted document, or an object that is printed."""
    start = data[:4096].lstrip()
    return bool(start) and (start[0] in BRACKETS or start.startswith(PRINTED) or LABELLED.match(start) is not None)


def maybe_notebook(data: bytes) -> bool:
    """It begins as a notebook's JSON does."""
    return any(word in data for word in _OF_CELLS) and _NOTEBOOK.match(data) is not None


def maybe_table(data: bytes) -> bool:
    """There are separators, and no object of JSON; or names that blanks set off."""
    if data[:4096].lstrip()[:1] == b"{":
        return False
    if any(separator.encode() in data for separator in SEPARATORS):
        return True
    return data.startswith(b"PAR1") or _BLANK_HEADER.search(data) is not None
