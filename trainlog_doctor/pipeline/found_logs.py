"""Files that were found in a folder, and of which no reader is sure: which of them are logs, and show a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.names import is_loss, tells_of_loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Head
    from trainlog_doctor.readers.recognise import Reading

_LOGS = (".log", ".out", ".err", ".txt")
"""How files are called that programs print into: in a folder, other texts would rather quote a training."""

_NOTEBOOK = ".ipynb"
"""Cells may print behind much source code and many images."""

_FEWEST_EPOCHS = 3


def may_train(path: str, head: Head, reading: Reading) -> bool:
    """Whether a file is a notebook, or a log at whose beginning a reader sees something, and a loss has its name."""
    name = path.lower()
    if not (reading.shown and name.endswith((*_LOGS, _NOTEBOOK))):
        return False
    return name.endswith(_NOTEBOOK) or tells_of_loss(head.data.decode("utf-8", "replace"))


def trained(reading: Reading) -> Sequence[Run]:
    """The runs of such a file; none where nothing shows that it is a training's."""
    try:
        runs = reading.close()
    except FormatError:
        return ()
    shown = any(len(run.frame) >= _FEWEST_EPOCHS and any(map(is_loss, run.frame.columns)) for run in runs)
    return runs if shown else ()
