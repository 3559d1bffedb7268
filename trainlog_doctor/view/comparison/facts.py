"""What the logs say of what was trained: what differs as a table, what is alike in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import has
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.comparison.document import TableView
from trainlog_doctor.view.comparison.phrases import word
from trainlog_doctor.view.phrases import each, listed, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import FactRow
    from trainlog_doctor.view.comparison.document import SideView

_MOST_CLASSES = 6
_NOT_TOLD = "–"


def differing(rows: Sequence[FactRow], sides: Sequence[SideView]) -> TableView | None:
    """The facts that differ, a row a fact; None where none does."""
    told = [row for row in rows if row.differs]
    if not told:
        return None
    headings = (same(""), *(same(side.letter) for side in sides))
    table = tuple((_label(row.key), *(same(shown(value)) for value in row.values)) for row in told)
    return TableView(word("table.facts"), headings, table)


def alike(rows: Sequence[FactRow]) -> Text | None:
    """The facts that every log tells, and tells alike; None where there is none."""
    told = [row for row in rows if not row.differs and None not in row.values and row.values[0] != 0]
    if not told:
        return None
    named = [each("compare.fact", {"name": _label(row.key)}, value=shown(row.values[0])) for row in told]
    return each("compare.alike", {"facts": listed(named, "sentences")})


def shown(value: object) -> str:
    """A fact's value as people write it."""
    if isinstance(value, Mapping):
        items = [f"{neutral(str(name))} {shown(count)}" for name, count in value.items()]
        more = [f"… (+{len(items) - _MOST_CLASSES})"] if len(items) > _MOST_CLASSES else []
        return " / ".join([*items[:_MOST_CLASSES], *more])
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return number(value)
    return _NOT_TOLD if value is None else neutral(str(value))


def _label(key: str) -> Text:
    own = f"compare.fact.{key}"
    return word(f"fact.{key}") if has(own) else same(neutral(key.rpartition(".")[2]))
