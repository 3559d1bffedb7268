"""The small phrases that every part of a report needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.i18n import LANGUAGES, has, text, translations
from trainlog_doctor.i18n.numbers import VAST, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from trainlog_doctor.i18n import Text

_LONGEST_LIST = 3
_UNITS = (("hours", 3600.0), ("minutes", 60.0), ("seconds", 1.0))
_DIGITS_OF_A_DIFFERENCE = 2
_TENFOLD = 9.0
"""Relative change from which on a factor is easier to read: ``×11`` instead of ``+1000%``."""


def word(key: str, data: Mapping[str, object] | None = None) -> Text:
    """Word a key of the topic ``report`` in every language."""
    return translations(f"report.{key}", data)


def each(key: str, data: Mapping[str, Text], **plain: object) -> Text:
    """Word a key of whose data some differ by language; the others are given by name."""
    return {
        language: text(key, language, {**plain, **{name: value[language] for name, value in data.items()}})
        for language in LANGUAGES
    }


def same(plain: str) -> Text:
    """Give a text that needs no translation the shape of one that does."""
    return dict.fromkeys(LANGUAGES, plain)


def span(first: int, last: int) -> Text:
    """``epoch 8`` or ``epochs 8–20``."""
    return word("span.one" if first == last else "span.many", {"first": first, "last": last})


def listed(texts: Sequence[Text], kind: Literal["names", "parts", "sentences"]) -> Text:
    """Put texts into one line, with the mark between them that each language sets between things of this kind."""
    marks = translations(f"lists.{kind}")
    return {language: marks[language].join(one[language] for one in texts) for language in LANGUAGES}


def missing_reason(missing: str) -> Text:
    """Say what a rule lacks: a reason that the catalogue knows, or the name of a role that no column plays."""
    if has(f"reasons.{missing}"):
        return translations(f"reasons.{missing}")
    return word("no_role", {"role": missing})


def duration(seconds: float) -> Text:
    """Word a length of time in the largest unit that it fills twice: ``90 s``, ``2.5 min``, ``75.8 min``."""
    name, size = next((unit for unit in _UNITS if seconds >= 2 * unit[1]), _UNITS[-1])
    return word(f"duration.{name}", {"value": seconds / size})


def relative(change: float, decimals: int) -> str:
    """Show a change as a share of what there was, with its sign: ``-12%``, ``×11``, or ``>×1000``."""
    if 1 + change > VAST:
        return f">×{number(VAST)}"
    return f"×{number(1 + change, 2)}" if change >= _TENFOLD else f"{change:+.{decimals}%}"


def moved(change: float, decimals: int, *, share: bool) -> str:
    """Show a change with its sign, as a share of what there was or a difference; empty where it rounds to nothing."""
    plain = f"{'-' if change < 0 else '+'}{number(abs(change), _DIGITS_OF_A_DIFFERENCE)}"
    shown = relative(change, decimals) if share else plain
    return shown if shown.strip("+-0.%") else ""


def epoch_list(epochs: Sequence[int]) -> tuple[str, ...]:
    """``3``, ``5–8``, ``11``, ``…``: neighbours as one span, long lists cut."""
    spans: list[list[int]] = []
    for epoch in epochs:
        if spans and epoch == spans[-1][1] + 1:
            spans[-1][1] = epoch
        elif len(spans) > _LONGEST_LIST:
            break
        else:
            spans.append([epoch, epoch])
    return first_few([first if first == last else f"{first}–{last}" for first, last in spans], _LONGEST_LIST)
