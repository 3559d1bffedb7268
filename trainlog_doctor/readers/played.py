"""Reinforcement learning: rewards over episodes or time steps. No row is an epoch over data, no loss need fall."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run

_REWARDS = names.word_set("rew reward rewards return returns ret")
_PLAYED = names.word_set("timestep timesteps episode episodes ep env rollout")
_MEASURED = (names.METRIC_WORDS - _REWARDS) | {"time"}
"""Beside these they tell of a training: ``reward_loss``, ``episode_acc``, ``ep_time``."""
_LEARNT_FROM = names.word_set("samples token tokens response responses completion completions")
"""What is counted where rewards are those of what a language model writes, or demonstrations are imitated."""


@lru_cache(maxsize=64)  # the runs of one source have the same few sets of columns
def is_played(columns: tuple[str, ...]) -> bool:
    """Whether columns have a reward beside what counts episodes or time steps, and nothing speaks of data."""
    split = {name: frozenset(names.words(name)) for name in columns}
    words = frozenset().union(*(found for found in split.values() if found.isdisjoint(_MEASURED)))
    if words.isdisjoint(_REWARDS) or words.isdisjoint(_PLAYED) or not words.isdisjoint(_LEARNT_FROM):
        return False
    validated = (name for name in split if names.is_validation(name) and names.is_metric(name))
    return all(not split[name].isdisjoint(_REWARDS) for name in validated)


def without_played(runs: Sequence[Run]) -> Sequence[Run]:
    """Leave out runs of reinforcement learning, and with them which run continues which.

    Raises
    ------
    FormatError
        ``history_errors.played`` where all are such.
    """
    kept = [run for run in runs if not is_played(tuple(run.frame.columns))]
    if runs and not kept:
        raise FormatError("history_errors.played", seen=", ".join(first_few(list(runs[0].frame.columns))))
    return kept if len(kept) == len(runs) else [replace(run, continues=None) for run in kept]
