"""Histories in YAML, in whatever layouts JSON may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.readers.json_history import per_epoch
from trainlog_doctor.readers.json_history.document import Document
from trainlog_doctor.readers.json_history.yaml_values import value_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run

NAME = "history-yaml"
_LINE = rb"(?im)^[ \t]{0,40}+(?:- )?['\"]?[\w/. -]{0,40}(?:loss|acc|accuracy)(?:es)?['\"]?[ \t]{0,9}+:[ \t]{0,9}+"
_MEASURED = regex(_LINE + rb"(?:\r?\n[ \t]{0,40}+-[ \t]{1,9}+[-+.\d]|\[?[ \t\r\n]{0,40}+[-+.\d])")
"""A loss or an accuracy with a number, or with a list that begins with one."""
_COLLECTED = names.TRAINING_WORDS | names.word_set("history histories curve curves")
_HEADING = regex(rb"(?m)^#")
_FEWEST = 2
_LARGEST = 1 << 22
"""Largest text that is read: its events are made one by one."""


def _document(text: bytes, whole: bool = True) -> Document | None:
    """Load a text; None where it is no YAML, holds no more than what one evaluation gave, or may be settings."""
    try:
        document = Document(value_of(text, whole))
    except ValueError:
        return None
    return document if document.histories and _tells_of_training(document) else None


def _tells_of_training(document: Document) -> bool:
    """Whether names say what a training does: settings to try, as YAML mostly holds, are lists named ``loss`` too."""
    keys = document.value if isinstance(document.value, dict) else ()
    collected = any(not _COLLECTED.isdisjoint(names.words(key)) for key in keys)
    columns = (name for shape in document.histories for name in shape.columns)
    return collected or any(names.is_counter(name) or names.names_side(name) for name in columns)


@dataclass(frozen=True, slots=True)
class YamlReader:
    """Never surer than WEAK: what a program printed may be YAML by chance."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if it measures losses or accuracies, and is YAML that holds a history as far as it is seen.

        Among the entries of a list no comments may stand: a heading of Markdown looks like one, and its lists like
        YAML's.
        """
        first = _MEASURED.search(head.data)
        if first is None or len(_MEASURED.findall(head.data)) < _FEWEST:
            return NOT_MINE
        document = _document(head.data, head.whole)
        if document is None or (isinstance(document.value, list) and _HEADING.search(head.data, first.start())):
            return NOT_MINE
        return Sniff(Certainty.WEAK, first[0][:80].decode("utf-8", "replace").strip())

    def parser(self, sniff: Sniff) -> Whole:
        """Make a parser."""
        return Whole(lambda whole: _runs(whole, sniff.evidence), _LARGEST)


def _runs(whole: Whole, seen: str) -> Sequence[Run]:
    document = _document(whole.content())
    if document is None:
        raise FormatError("history_errors.broken_yaml", seen=seen)
    return per_epoch.read(NAME, document)


YAML = YamlReader()
