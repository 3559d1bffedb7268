"""What the runs of one log are to each other: a loop, pieces of an excerpt, phases that go on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.surroundings import ANNOUNCING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.readers.keras.draft import RunDraft

BY_POSITION = "keras.numbered_by_position"
BY_PROGRAM = "keras.numbered_by_program"

FEWEST_PIECES = 3
"""A single jump forward may as well be the end of another run."""

BEGINNING = 2
"""Epochs with which a run must begin so that a later part is its own: an excerpt of ends has no beginnings."""


def joined(drafts: Iterable[RunDraft]) -> list[RunDraft]:
    """Join fits of one epoch that a loop repeats into one run, numbered as the program counts them or by position."""
    runs: list[RunDraft] = []
    own: RunDraft | None = None
    for draft in drafts:
        repeated = bool(runs) and loops_on(runs[-1], draft)
        singly = bool(runs) and (own is runs[-1] or runs[-1].planned == 1)
        if not repeated and not (runs and counts_on(runs[-1], draft, singly=singly)):
            runs.append(draft)
            continue
        if own is not runs[-1]:
            own = runs[-1] = as_counted(runs[-1], draft) if repeated and not loops(runs[-1]) else runs[-1].copy()
        if repeated and not loops(own):
            own.notices += (Notice(BY_POSITION, draft.line),)
        own.planned = None if repeated else draft.planned
        own.go_on(draft, shift=own.last + steps_on(own, draft) - first_epoch(draft))
    return runs


def as_counted(run: RunDraft, after: RunDraft) -> RunDraft:
    """Number the first fit of a loop as the program counts it, where it counts the next as the next.

    A program that counts from 0 is right by position; what it prints every hundred steps counts no epochs.
    """
    counted = run.counted is not None and after.counted == run.counted + 1
    if not counted:
        return run.copy()
    own = run.shifted(max(1, run.counted or 0) - first_epoch(run))
    own.notices += (Notice(BY_PROGRAM, after.line),)
    return own


def steps_on(run: RunDraft, after: RunDraft) -> int:
    """By how many epochs a loop has gone on: more than one where the program counts them and some were left out."""
    counts = any(notice.code == BY_PROGRAM for notice in run.notices)
    if not counts or run.counted is None or after.counted is None:
        return 1
    return max(1, after.counted - run.counted)


def headed(drafts: Iterable[RunDraft]) -> list[RunDraft]:
    """Give epochs without a header to the run whose first header stands below them, where nothing more of it does."""
    runs: list[RunDraft] = []
    for draft in drafts:
        if not runs or not heads(draft, runs[-1]):
            runs.append(draft)
            continue
        earlier, runs[-1] = runs[-1], draft.copy()
        runs[-1].adopt(earlier, first_epoch(draft))
    return runs


def heads(draft: RunDraft, before: RunDraft) -> bool:
    """Whether a draft is nothing but the header of an epoch, and those before it, without a header, are its earlier."""
    bare = draft.planned is not None and not len(draft.table) and not draft.announced
    undrawn = draft.unfinished is not None and draft.unfinished.fraction is None
    span = before.last - first_epoch(before) + 1 if len(before.table) else 0
    return bare and undrawn and before.planned is None and first_epoch(draft) > span > 0


def alike(run: RunDraft, after: RunDraft) -> bool:
    """Whether two runs have as many steps and the same metrics, be it only in their bars: the program prints others."""
    same = run.names == after.names or list(run.table.columns) == list(after.table.columns)
    return same and run.steps == after.steps


def loops_on(run: RunDraft, after: RunDraft) -> bool:
    """Whether a fit of one epoch repeats the one before it, with nothing that announces another model or other data."""
    looping = (is_single(run) or loops(run)) and is_single(after)
    return looping and (alike(run, after) or not len(after.table)) and not begins_anew(run, after)


def counts_on(run: RunDraft, after: RunDraft, *, singly: bool) -> bool:
    """Whether a fit of one epoch, ``Epoch 4/4``, is the next after all of a run, told by ``initial_epoch``.

    Text between them may tell of a phase or a model of its own, unless so far the run, too, came ``singly``, of fits
    of one epoch; an epoch that does not follow a first one may belong to any of several models.
    """
    following = run.planned == run.last == first_epoch(after) - 1 and after.planned == run.last + 1
    same = first_epoch(run) == 1 and (singly or not after.spoken) and (not after.announced or same_samples(run, after))
    return following and same and (alike(run, after) or not len(after.table))


def loops(run: RunDraft) -> bool:
    """Whether a run has been joined of fits of one epoch."""
    return any(notice.code in (BY_POSITION, BY_PROGRAM) for notice in run.notices)


def is_single(run: RunDraft) -> bool:
    """Whether a run is a fit of one epoch, which since TensorFlow 1.15 has no header but what the program prints."""
    alone = run.planned is None and len(run.table) == 1
    return run.planned == 1 or (alone and (run.fitting or run.counted is not None))


def begins_anew(run: RunDraft, after: RunDraft) -> bool:
    """Whether a fit is announced as one of its own, or the program itself counts from the beginning again.

    What announces it tells of no other model where the program counts on from the epoch before; a fit without a header
    is one of the same only there.
    """
    if run.counted is None or after.counted is None:
        return after.announced and (after.spoken or not same_samples(run, after))
    apart = after.announced or after.planned is None
    return after.counted < run.counted or (apart and after.counted != run.counted + 1)


def same_samples(run: RunDraft, after: RunDraft) -> bool:
    """Whether nothing announces a fit but ``Train on … samples``, with the numbers of the fit before."""
    before, told = ([(fact.kind, fact.data) for fact in one.facts if fact.kind in ANNOUNCING] for one in (run, after))
    return run.name == after.name and [kind for kind, _ in told] == [facts.SAMPLES] and before[-1:] == told


def whole(drafts: Sequence[RunDraft]) -> list[RunDraft]:
    """Join the pieces of an excerpt, ``Epoch 10/90``, ``Epoch 20/90``, …: one run of which epochs are left out.

    Two are enough where the first is the beginning of a training, or the other one breaks off within its first epoch.
    """
    runs: list[RunDraft] = []
    begin = 0
    for end in range(1, len(drafts) + 1):
        if end == len(drafts) or not leaves_out(drafts[end - 1], drafts[end]):
            pieces, begin = drafts[begin:end], end
            runs += [one_of(pieces)] if is_excerpt(pieces) else pieces
    return runs


def is_excerpt(pieces: Sequence[RunDraft]) -> bool:
    """Whether pieces that leave epochs out are of one run."""
    if not 1 < len(pieces) < FEWEST_PIECES:
        return len(pieces) > 1
    first, last = pieces
    begins = len(first.table) >= BEGINNING and first_epoch(first) == 1
    return begins or not len(last.table)


def leaves_out(run: RunDraft, after: RunDraft) -> bool:
    """Whether a draft may be a later piece of the same run: alike, of the same total, and announced by nothing."""
    same = run.planned is not None and run.planned == after.planned and not after.announced
    broke = run.unfinished is not None or run.ended
    gap = 0 < run.last < first_epoch(after) - 1
    return same and gap and not broke and (not len(after.table) or alike(run, after))


def one_of(pieces: Sequence[RunDraft]) -> RunDraft:
    """The run that pieces are of."""
    run = pieces[0].copy()
    for piece in pieces[1:]:
        run.go_on(piece)
    return run


def first_epoch(draft: RunDraft) -> int:
    """Number of the first epoch that a run began."""
    if len(draft.table):
        return draft.table.numbers[0]
    return draft.unfinished.epoch if draft.unfinished else 1


def continued(drafts: Sequence[RunDraft]) -> list[int | None]:
    """For each run the number (1-based) of the run just before it if it goes on from there, else None."""
    pairs = enumerate(pairwise(drafts), 1)
    return [None, *(number if 1 < first_epoch(b) == a.last + 1 else None for number, (a, b) in pairs)][: len(drafts)]
