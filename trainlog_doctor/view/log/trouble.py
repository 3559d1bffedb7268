"""What went wrong by the log's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import has
from trainlog_doctor.view.log.pieces import beginning, piece, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.log.pieces import Facts

_MOST = 3


def warnings(facts: Facts) -> Iterator[Text]:
    """Word each warning once, at its first line."""
    found = {(fact.data.get("code"), fact.data.get("detail")): fact for fact in reversed(facts.get("warning", ()))}
    first = list(reversed(found.values()))
    for fact in first[:_MOST]:
        own = f"warning.{fact.data.get('code')}"
        data = {**fact.data, "detail": beginning(fact.data.get("detail") or "")}
        yield placed(piece(own if has(f"facts.{own}") else "warning", data), fact)
    if len(first) > _MOST:
        yield piece("further", {"count": len(first) - _MOST})


def broken_off(facts: Facts) -> Iterator[Text]:
    """Word what ended the program before its time, each cause once."""
    for kind in ("interrupted", "out-of-memory", "traceback"):
        for fact in facts.get(kind, ())[-1:]:
            quoted = {name: beginning(value) for name, value in fact.data.items()}
            yield placed(piece(kind.replace("-", "_"), quoted), fact)
