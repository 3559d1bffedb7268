"""Histories in YAML, in whatever layouts JSON may have: no tag is followed, no alias, and no constructor runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.whole import Whole, WholeParser
from trainlog_doctor.readers.json_history import per_epoch
from trainlog_doctor.readers.json_history.document import Document
from trainlog_doctor.readers.json_history.literal import MAX_DEPTH
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

    from trainlog_doctor.model import Run

NAME = "history-yaml"
_LINE = rb"(?im)^[ \t]{0,40}+(?:- )?['\"]?[\w/. -]{0,40}(?:loss|acc|accuracy)(?:es)?['\"]?[ \t]{0,9}+:[ \t]{0,9}+"
_MEASURED = regex(_LINE + rb"(?:\r?\n[ \t]{0,40}+-[ \t]{1,9}+[-+.\d]|\[?[ \t\r\n]{0,40}+[-+.\d])")
"""A loss or an accuracy with a number, or with a list that begins with one."""
_HEADING = regex(rb"(?m)^#")
_FEWEST = 2
_LARGEST = 1 << 22
"""Largest text that is read: its events are made one by one."""
_INTEGER = regex(r"[-+]?\d{1,15}")
_NUMBER = regex(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True"), True),
    **dict.fromkeys(("false", "False"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN", "nan", "NaN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", "+.inf", "inf"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-inf"), float("-inf")),
}


def value_of(text: bytes, whole: bool = True) -> object:
    """Build the value of a text: of several documents a list.

    Parameters
    ----------
    whole
        Whether the text ends here; of one that is cut off everything before its end is taken.

    Raises
    ------
    ValueError
        It is no YAML, names a key twice, refers to another place, or is nested deeper than ``MAX_DEPTH``.
    """
    import yaml

    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    opened: list[tuple[bool, list[object]]] = [(False, [])]
    try:
        for event in yaml.parse(text, Loader=loader):
            _take(event, opened)
    except yaml.YAMLError as error:
        if whole:
            raise ValueError from error
    while len(opened) > 1:
        _close(opened)
    documents = opened[0][1]
    return documents[0] if len(documents) == 1 else documents


def _take(event: yaml.Event, opened: list[tuple[bool, list[object]]]) -> None:
    import yaml

    if isinstance(event, yaml.AliasEvent) or len(opened) > MAX_DEPTH:
        raise ValueError
    if isinstance(event, yaml.ScalarEvent):
        opened[-1][1].append(event.value if event.style else _scalar(event.value))
    elif isinstance(event, yaml.CollectionStartEvent):
        opened.append((isinstance(event, yaml.MappingStartEvent), []))
    elif isinstance(event, yaml.CollectionEndEvent):
        _close(opened)


def _close(opened: list[tuple[bool, list[object]]]) -> None:
    """End the innermost collection, whose keys and values stand in turn if it is a mapping."""
    is_mapping, items = opened.pop()
    entries = {str(key): value for key, value in zip(items[::2], items[1::2], strict=False)} if is_mapping else {}
    if len(entries) < len(items) // 2 and is_mapping:
        raise ValueError
    opened[-1][1].append(entries if is_mapping else items)


def _scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


def _document(text: bytes, whole: bool = True) -> Document | None:
    """Load a text; None where it is no YAML, or no more than what one evaluation gave."""
    try:
        document = Document(value_of(text, whole))
    except ValueError:
        return None
    return document if document.histories else None


@dataclass(frozen=True, slots=True)
class YamlReader:
    """Never surer than WEAK: what a program printed may be YAML by chance."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if it measures losses or accuracies, and is YAML that holds a history as far as it is seen.

        Comments may only stand above it: below, a heading of Markdown looks like one, and its lists like YAML's.
        """
        first = _MEASURED.search(head.data)
        if first is None or len(_MEASURED.findall(head.data)) < _FEWEST or _HEADING.search(head.data, first.start()):
            return NOT_MINE
        if _document(head.data, head.whole) is None:
            return NOT_MINE
        return Sniff(Certainty.WEAK, first[0][:80].decode("utf-8", "replace").strip())

    def parser(self, sniff: Sniff) -> WholeParser:
        """Make a parser."""
        return WholeParser(lambda whole: _runs(whole, sniff.evidence), Whole(_LARGEST))


def _runs(whole: Whole, seen: str) -> Sequence[Run]:
    document = _document(whole.content())
    if document is None:
        raise FormatError("history_errors.broken_yaml", seen=seen)
    return per_epoch.read(NAME, document)


YAML = YamlReader()
