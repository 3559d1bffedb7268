"""What fits: GitHub refuses longer comments, so the least important parts are left out, and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass
from trainlog_doctor.reporters.markdown.pieces import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 65_536
"""Characters of a comment on GitHub; a job summary may be longer (1 MiB)."""

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report.

    Attributes
    ----------
    name
        What it is called where it has been left out.
    weight
        0 for what is never left out; of the others those of the greatest weight go first, the last before the first.
    short
        What stands in its place; empty where nothing does.
    """

    text: str
    name: str = ""
    weight: int = 0
    short: str = ""


def fitted(parts: Sequence[Part], left_out: str, limit: int = LIMIT) -> str:
    """Put parts below each other, and leave out as many as must go.

    Parameters
    ----------
    left_out
        The words before the names of what has been left out.
    """
    kept = {place: part.text for place, part in enumerate(parts)}
    gone: list[int] = []
    order = sorted(range(len(parts)), key=lambda place: (-parts[place].weight, -place))
    size = sum(len(text) + 2 for text in kept.values())
    for place in order:
        if size + len(_note(parts, gone, left_out)) <= limit or not parts[place].weight:
            break
        size += len(parts[place].short) - len(parts[place].text)
        kept[place] = parts[place].short
        gone.append(place)
    return joined([*kept.values(), _note(parts, gone, left_out)]) + "\n"


def _note(parts: Sequence[Part], gone: Sequence[int], left_out: str) -> str:
    if not gone:
        return ""
    names = [parts[place].name for place in sorted(gone)]
    more = f", … (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    return f"> {left_out} {', '.join(names[:_MOST_NAMED])}{more}"
