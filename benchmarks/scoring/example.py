"""A run whose answer is known, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Run


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a run.

    Attributes
    ----------
    any_of
        Codes of which one must be found; empty: none must.
    silent
        Codes that would be wrong.
    calm
        Whether every warning and error would be wrong.
    """

    any_of: tuple[str, ...] = ()
    silent: frozenset[str] = frozenset()
    calm: bool = False


@dataclass(frozen=True, slots=True)
class Curves:
    """The truth after each epoch, on samples that neither training nor validation has seen."""

    loss: Sequence[float]
    score: Sequence[float]
    val_loss: Sequence[float]
    val_score: Sequence[float]


@dataclass(frozen=True, slots=True)
class Example:
    """A run, or the runs of one source, with what is known of them.

    Attributes
    ----------
    group
        What is the same for all seeds: the case, or the class of a folder's cases.
    part
        ``fitting`` or ``held-out``; the folder's name for others.
    chosen
        Which of the runs the truth is about.
    truth
        None where it is not known, or where no epoch is worth keeping.
    history
        Column to one value an epoch, as logged; what other programs are given.
    """

    name: str
    group: str
    part: str
    runs: tuple[Run, ...]
    known: Known
    chosen: int = -1
    truth: Curves | None = None
    history: Mapping[str, Sequence[float]] = field(default_factory=dict)
