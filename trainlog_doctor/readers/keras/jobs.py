"""Several jobs that wrote into one file at the same time: whose line is whose cannot be told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice
from trainlog_doctor.readers.facts import EVALUATE
from trainlog_doctor.readers.keras.events import is_validation
from trainlog_doctor.readers.keras.sequence import alike, first_epoch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.readers.keras.draft import RunDraft

INTERLEAVED = "keras.interleaved"

SEVERAL = 2
"""Epochs whose header must stand twice: one of them alone may be a program's own."""


def untangled(drafts: Sequence[RunDraft]) -> list[RunDraft]:
    """Leave out the stretch in which several jobs wrote into one file: whose line is whose cannot be told.

    Raises
    ------
    FormatError
        When nothing is left (``keras.all_interleaved`` with ``first`` and ``last`` line).
    """
    measuring = [(at, at) for at, draft in enumerate(drafts) if measures_twice(draft)]
    crossing = [*crossing_links(leaping_links(drafts)), *abreast(drafts), *measuring]
    if not crossing:
        return list(drafts)
    first, last = with_pieces(drafts, min(a for a, _ in crossing), max(b for _, b in crossing))
    begin = drafts[first].line
    after = [draft.line - 1 for draft in drafts[last + 1 : last + 2]]
    end = max(after or drafts[last].table.lines, default=drafts[last].line)
    clean = [*drafts[:first], *drafts[last + 1 :]]
    if not any(len(draft.table) for draft in clean):
        raise FormatError("keras.all_interleaved", first=begin, last=end)
    clean[0] = clean[0].copy()
    clean[0].notices += (Notice(INTERLEAVED, begin, {"first": begin, "last": end}),)
    return clean


def with_pieces(drafts: Sequence[RunDraft], first: int, last: int) -> tuple[int, int]:
    """Widen a stretch of drafts by its neighbours that are pieces of the same jobs: alike, and without a beginning."""
    planned = {draft.planned for draft in drafts[first : last + 1]}

    def is_piece(draft: RunDraft) -> bool:
        whole = draft.planned is not None and (draft.planned not in planned or first_epoch(draft) == 1)
        return not whole and not draft.announced and alike(drafts[first], draft)

    while first and is_piece(drafts[first - 1]):
        first -= 1
    while last + 1 < len(drafts) and is_piece(drafts[last + 1]):
        last += 1
    return first, last


def abreast(drafts: Sequence[RunDraft]) -> Iterable[tuple[int, int]]:
    """Pairs of neighbours of which the later falls back into the earlier, whose headers two jobs had begun to print."""
    doubled = False
    for at, (before, after) in enumerate(pairwise(drafts)):
        back = before.planned == after.planned and 1 < first_epoch(after) <= before.last and len(after.table) > 0
        twice = begun_twice(before)
        doubled = not after.announced and (in_step(before, after, twice) or (back and (doubled or 1 in twice)))
        if doubled:
            yield at, at + 1


def in_step(before: RunDraft, after: RunDraft, twice: Sequence[int]) -> bool:
    """Whether two jobs keep step: of one alone the headers are left, and its first ``twice`` is the other's too."""
    if len(twice) < SEVERAL or after.planned is not None or not alike(before, after):
        return False
    at, lines = before.table.numbers.index(twice[0]), before.table.lines
    return lines[at] < after.line < lines[at + 1]


def measures_twice(draft: RunDraft) -> bool:
    """Whether two jobs keep step without validation: the second line of each epoch seems to be of ``evaluate``."""
    told = () if any(map(is_validation, draft.names)) else draft.facts
    measured = {fact.epoch for fact in told if fact.kind == EVALUATE and fact.data.get("steps") == draft.steps}
    return len(measured.intersection(begun_twice(draft))) >= SEVERAL


def begun_twice(draft: RunDraft) -> list[int]:
    """The epochs whose header stands on two lines of which one follows the other."""
    again, lines = draft.repeated or {}, zip(draft.table.numbers, draft.table.lines, strict=True)
    return [number for number, line in lines if again.get(number) == line + 1] if again else []


def crossing_links(links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The beginning and the end of two pairs of which one piece alone stands between the pieces of the other."""
    around: list[tuple[int, int]] = []
    for begin, end in sorted(links, key=lambda link: (link[0], -link[1])):
        while around and around[-1][1] < end:
            other = around.pop()
            if other[1] > begin:
                yield other[0], end
        around.append((begin, end))


def leaping_links(drafts: Sequence[RunDraft]) -> Iterable[tuple[int, int]]:
    """Pairs of pieces with the same total of which the later goes on where the earlier stopped, others between."""
    latest: dict[tuple[int | None, int], int] = {}
    for at, draft in enumerate(drafts):
        first = first_epoch(draft)
        before = max(latest.get((draft.planned, first - back), -1) for back in (1, 2)) if first > 1 else -1
        if 0 <= before < at - 1:
            yield before, at
        reached = draft.unfinished.epoch if draft.unfinished else draft.last
        latest[draft.planned, reached] = at
