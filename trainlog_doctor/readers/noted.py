"""What trackers noted of a run's hyperparameters, in files of their own beside its metrics."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.trees import EVENTS, METRICS, PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.trees import Tree

    NamesIn = Callable[[str], frozenset[str]]


def noted(folder: Tree, names_in: NamesIn) -> Mapping[str, Scalar]:
    """Read the hyperparameters of the run that lies in a folder; ``names_in`` gives the names in it (or below)."""
    # Each reader is imported where there is something for it: beside a log there seldom is.
    names = names_in("")
    if names >= {METRICS, PARAMS}:
        from trainlog_doctor.readers.stores.mlflow_files import parameters

        return parameters(folder, names_in(PARAMS))
    if _has_events(names):
        from trainlog_doctor.readers.tensorboard.hparams import hparams

        return hparams(folder, names, names_in)
    return {}


@lru_cache(maxsize=16)
def _has_events(names: frozenset[str]) -> bool:
    """Remembered, since very many runs may share a folder."""
    return any(EVENTS in name for name in names)
