"""Where one training ends and the next begins, in series that share a directory or a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.series import Series, join

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

Session = Mapping[str, Series]
"""What one writer logged: tag to points."""


def split_trainings(sessions: Sequence[Session]) -> list[dict[str, Series]]:
    """Sort what several writers logged into trainings.

    By time, a writer goes on with the training before it, unless the tags that both logged begin again at their first
    step.
    """
    trainings: list[dict[str, list[Series]]] = []
    for session in sessions:
        for part in _split_session({tag: series for tag, series in session.items() if len(series)}):
            if not trainings or _begins_again(trainings[-1], part):
                trainings.append({})
            for tag, series in part.items():
                trainings[-1].setdefault(tag, []).append(series)
    return [{tag: join(parts) for tag, parts in training.items()} for training in trainings]


def _begins_again(before: Mapping[str, list[Series]], part: Session) -> bool:
    shared = [tag for tag in part if tag in before]
    longer = [tag for tag in shared if len(part[tag]) > 1 or len(before[tag][0]) > 1] or shared
    votes = [part[tag].steps[0] <= before[tag][0].steps[0] for tag in longer]
    return 2 * sum(map(bool, votes)) > len(votes)


def _split_session(session: Session) -> list[Session]:
    """Cut what one writer logged wherever all its tags begin again."""
    moments = _restarts(session)
    parts: list[dict[str, Series]] = [{} for _ in range(len(moments) + 1)]
    for tag, series in session.items():
        of_points = moments.searchsorted(series.clock, "right")
        begins = np.flatnonzero(np.diff(of_points, prepend=-1))
        for begin, end in pairwise((*begins.tolist(), len(series))):
            parts[of_points[begin]][tag] = series.take(slice(begin, end))
    return [part for part in parts if part]


def _restarts(session: Session) -> FloatArray:
    """Moments at which a writer's tags begin again; none if some tag goes on rising over such a moment."""
    found = {tag: series.restarts for tag, series in session.items()}
    counts = Counter(len(restarts) for restarts in found.values() if len(restarts))
    if not counts:
        return np.zeros(0)
    usual = counts.most_common(1)[0][0]
    moments = np.min([session[tag].clock[at] for tag, at in found.items() if len(at) == usual], axis=0)
    for tag, series in session.items():
        at = np.searchsorted(series.clock, moments[:1])[0]
        if not len(found[tag]) and 0 < at < len(series) and series.steps[at] > series.steps[0]:
            return np.zeros(0)
    return np.asarray(moments, np.float64)
