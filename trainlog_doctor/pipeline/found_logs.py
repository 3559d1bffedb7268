"""Files that were found in a folder, and of which no reader is sure: which of them are logs, and show a training."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.names import is_loss, tells_of_loss
from trainlog_doctor.sources.address import CHAIN, in_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Head
    from trainlog_doctor.readers.recognise import Reading

_LOGS = (".log", ".out", ".err", ".txt")
"""How files are called that programs print into: in a folder, other texts would rather quote a training."""

_TABLES = (".csv", ".tsv")
"""Of a table that does not count its epochs nobody is sure."""

_NOTEBOOK = ".ipynb"
"""Cells may print behind much source code and many images."""

OF_TRIALS = frozenset({"history_errors.trials", "history_errors.listed_by_other"})
"""What is said of results of several trainings: beside histories they are passed over, as a table of them is."""

_FEWEST_EPOCHS = 3


def may_train(path: str, head: Head) -> bool:
    """Whether a file is a notebook, a log at whose beginning a loss has its name, or a table that is a history's."""
    name = _called(path).lower()
    if name.endswith(_TABLES):
        return called_history(path) or b"val_loss" in head.data.partition(b"\n")[0]
    return name.endswith(_NOTEBOOK) or (name.endswith(_LOGS) and tells_of_loss(head.data.decode("utf-8", "replace")))


def called_history(path: str) -> bool:
    """Whether a file's name says that it holds a history, as ``history.pkl`` does and ``scaler.pkl`` does not."""
    name = _called(path)
    return "history" in name.lower() or is_loss(name.rpartition(".")[0] or name)


def _called(path: str) -> str:
    """What a file is called, also inside an archive."""
    there = path.partition(CHAIN)[0] if in_archive(path) else path
    return os.path.basename(there)  # noqa: PTH119 - a judgement does not pay for importing pathlib


def trained(reading: Reading) -> Sequence[Run]:
    """The runs of such a file; none where nothing shows that it is a training's."""
    try:
        runs = reading.close()
    except FormatError:
        return ()
    shown = any(len(run.frame) >= _FEWEST_EPOCHS and any(map(is_loss, run.frame.columns)) for run in runs)
    return runs if shown else ()
