"""What runs are called: what of their paths tells them apart, and what they are called in their source."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.model import STDIN
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Apart:
    """Cuts off paths what goes without saying.

    Attributes
    ----------
    folder
        What every path begins with; empty where that is nothing.
    front, behind
        How many parts of every path are the same, before and behind what differs.
    """

    folder: str = ""
    front: int = 0
    behind: int = 0

    def __call__(self, path: str) -> str:
        """Name a path by what is its own."""
        parts = _parts(path)
        return source("/".join(parts[self.front : len(parts) - self.behind]))


def apart(paths: Iterable[str]) -> Apart:
    """See what whole parts all paths share, before and behind; at least one of each path is left over."""
    rest = map(_parts, paths)
    front = next(rest)
    behind, shortest = front[::-1], len(front)
    for parts in rest:
        front, behind = _common(front, parts), _common(behind, parts[::-1])
        shortest = min(shortest, len(parts))
    before = min(len(front), shortest - 1)
    return Apart("/".join(front[:before]), before, min(len(behind), shortest - 1 - before))


def source(path: str) -> str:
    """Name a source."""
    return "stdin" if path == STDIN else neutral(path)


def named(runs: Sequence[tuple[str, int, str | None]], called: Callable[[str], str] = source) -> list[str]:
    """Name runs (path, number, name) by their source, and by their own name or number where it holds several."""
    several = {path for path, number, _ in runs if number > 1}
    return [spaced(called(path), own(number, name, numbered=path in several)) for path, number, name in runs]


def own(number: int, name: str | None, *, numbered: bool) -> str:
    """Name a run among those of its source; empty where it is the only one and has no name."""
    return spaced(f"#{number}" if numbered else "", neutral(name) if name else "")


def spaced(*parts: str) -> str:
    """Join what is not empty."""
    return " ".join(filter(None, parts))


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def _common(some: list[str], others: list[str]) -> list[str]:
    """What both begin with."""
    pairs = zip(some, others, strict=False)
    return [one for one, other in takewhile(lambda pair: pair[0] == pair[1], pairs)]
