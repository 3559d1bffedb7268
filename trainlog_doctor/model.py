"""The values that pass between the stages: what a reader yields and what the rules and reports are given.

Nothing here reads, judges or words anything. numpy is named in annotations only, so that importing this costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    FloatArray: TypeAlias = npt.NDArray[np.float64]
    IntArray: TypeAlias = npt.NDArray[np.int64]

Scalar: TypeAlias = "str | int | float | bool | None"

STDIN = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """The common per-epoch table of one run.

    Attributes
    ----------
    epoch
        int64 array of shape (n_epochs,), 1-based as a person counts, strictly rising; gaps are allowed.
    columns
        Metric name as the log has it (surrounding blanks cut, ``val_`` marks validation) to a float64 array of shape
        (n_epochs,). NaN means not logged or logged as NaN; ``logged_nan`` tells which.
    logged_nan
        Column name to the epochs (1-based) at which the log itself printed NaN. Columns without any are left out.
    """

    epoch: IntArray
    columns: Mapping[str, FloatArray]
    logged_nan: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.epoch)

    def to_pandas(self) -> pd.DataFrame:
        """Hand the table out as a DataFrame of shape (n_epochs, n_columns), index ``epoch``, NaN = not logged."""
        import pandas as pd

        return pd.DataFrame(dict(self.columns), index=pd.Index(self.epoch, name="epoch"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the log says besides its metrics: a checkpoint saved, an early stop, a class count.

    Attributes
    ----------
    kind
        Kebab-case name from the closed list in ``trainlog_doctor.readers.facts``.
    epoch
        The epoch (1-based) it belongs to; None where it belongs to the whole run.
    line
        Line of the source (1-based); None where the source has no lines.
    data
        Its values, by name.
    """

    kind: str
    epoch: int | None = None
    line: int | None = None
    data: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader noticed about the file itself (lines lost, epochs shifted), worded by the catalogues.

    Attributes
    ----------
    code
        Catalogue key ``<topic>.<name>``, for instance ``keras.averaged_twice``.
    line
        Line of the source (1-based), None if there is none.
    data
        Values of the text's placeholders; several names or epochs are a tuple, which each language joins as it does.
    """

    code: str
    line: int | None = None
    data: Mapping[str, Scalar | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An epoch that had begun when the log ended. It never counts as an epoch.

    Attributes
    ----------
    epoch
        Its number, 1-based.
    fraction
        Share of its steps done, 0 to 1; None where the log does not tell.
    """

    epoch: int
    fraction: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """One training (one ``fit``) as a reader found it.

    Attributes
    ----------
    format
        Name of the reader, for instance ``keras-stdout``.
    frame
        The per-epoch table; it may be empty when the run broke off inside its first epoch.
    name
        What the log calls it (``fold 3``, a sub-directory); None where it has no name.
    planned_epochs
        Epochs that were asked for; None where unknown.
    unfinished
        The epoch that had begun when the log ended.
    stopped_early
        True when the log says that a callback ended the run before the planned epochs.
    epoch_seconds
        float64 array of shape (n_epochs,), seconds an epoch took, NaN = not logged; None where no epoch has a time.
    continues
        Number (1-based, within the source) of the run that this one goes on from; None if it stands alone.
    line
        Line of the source at which the run begins; None where there are no lines.
    epoch_lines
        Line of the source for each epoch (1-based; 0 where unknown); empty where there are no lines.
    steps
        Batches of an epoch; None where the log does not count them.
    facts, notices
        What the log says besides metrics, and what the reader noticed, in the order of the source.
    """

    format: str
    frame: Frame
    name: str | None = None
    planned_epochs: int | None = None
    unfinished: Unfinished | None = None
    stopped_early: bool = False
    epoch_seconds: FloatArray | None = None
    continues: int | None = None
    line: int | None = None
    epoch_lines: tuple[int, ...] = ()
    steps: int | None = None
    facts: tuple[Fact, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the run came to its planned end, or was ended by a callback; True where no plan is known."""
        if self.unfinished is not None:
            return False
        if self.stopped_early or self.planned_epochs is None or not len(self.frame):
            return True
        return int(self.frame.epoch[-1]) >= self.planned_epochs

    def line_of(self, epoch: int | None) -> int | None:
        """Line of an epoch in the source, or of the run where the epoch has none; None where there are no lines."""
        if epoch is None or len(self.epoch_lines) != len(self.frame):
            return self.line
        row = int(self.frame.epoch.searchsorted(epoch))
        there = row < len(self.frame) and self.frame.epoch[row] == epoch
        return (self.epoch_lines[row] if there else None) or self.line


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run came from.

    Attributes
    ----------
    path
        The source as the user named it; ``-`` for standard input.
    number
        Number of the run within the source, 1-based.
    """

    path: str
    number: int
