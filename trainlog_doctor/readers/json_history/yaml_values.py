"""The value of a text in YAML, made of its events: no tag is followed, no alias, and no constructor runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.json_history.literal import MAX_DEPTH
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

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
        It is no YAML, names a key twice or by a collection, refers to another place, or is nested deeper than
        ``MAX_DEPTH``.
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
    opened[-1][1].append(_mapping(items[::2], items[1::2]) if is_mapping else items)


def _mapping(keys: Sequence[object], values: Sequence[object]) -> dict[str, object]:
    # As text, collections in collections that are keys double at every level.
    if any(isinstance(key, list | dict) for key in keys):
        raise ValueError
    entries = {str(key): value for key, value in zip(keys, values, strict=False)}
    if len(entries) < len(values):
        raise ValueError
    return entries


def _scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
