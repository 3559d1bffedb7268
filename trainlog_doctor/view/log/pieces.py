"""The small parts that the lines about a log are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.i18n import translations
from trainlog_doctor.view.phrases import each, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Fact, Scalar

    Facts: TypeAlias = Mapping[str, Sequence[Fact]]

MOST_ITEMS = 6
LONGEST = 80


def piece(key: str, data: Mapping[str, object] | None = None) -> Text:
    """Word a key of the topic ``facts``."""
    return translations(f"facts.{key}", data)


def counted(items: Sequence[Text]) -> Text:
    """List the first items, at least one, and say how many more there are."""
    shown, left = items[:MOST_ITEMS], len(items) - MOST_ITEMS
    text = listed(shown, "names")
    return text if left <= 0 else each("facts.more", {"text": text}, count=left)


def placed(text: Text, fact: Fact) -> Text:
    """Add the line that says so, where the source has lines."""
    return each("facts.at_line", {"text": text}, line=fact.line)


def values(data: Mapping[str, Scalar]) -> Text | None:
    """Word the numbers of a fact by name; None where it has none."""
    numbers = {name: value for name, value in data.items() if isinstance(value, int | float)}
    items = [piece("value", {"name": name, "value": float(value)}) for name, value in numbers.items()]
    return counted(items) if items else None


def ending(text: Scalar) -> str:
    """The end of a long text, which tells paths apart."""
    whole = str(text)
    return whole if len(whole) <= LONGEST else f"…{whole[1 - LONGEST :]}"


def beginning(text: Scalar) -> str:
    """The beginning of a long text."""
    whole = str(text)
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"
