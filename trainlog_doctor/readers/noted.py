"""What trackers noted of a run's hyperparameters, in files of their own beside its metrics."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.stores.mlflow_files import METRICS, PARAMS, parameters
from trainlog_doctor.readers.tensorboard.hparams import EVENTS, hparams

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.trees import Tree

    NamesIn = Callable[[str], frozenset[str]]


def noted(folder: Tree, names_in: NamesIn) -> Mapping[str, Scalar]:
    """Read the hyperparameters of the run that lies in a folder.

    Parameters
    ----------
    names_in
        Gives the names in a folder below it; empty for the folder itself.
    """
    names = names_in("")
    if names >= {METRICS, PARAMS}:
        return parameters(folder, names_in(PARAMS))
    return hparams(folder, names, names_in) if _has_events(names) else {}


@lru_cache(maxsize=16)
def _has_events(names: frozenset[str]) -> bool:
    """Remembered, since very many runs may share a folder."""
    return any(EVENTS in name for name in names)
