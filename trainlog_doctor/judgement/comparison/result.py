"""What a comparison of trainings comes to: numbers and codes, no wording."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.judgement.comparison.model import FactRow, Side, Standing
    from trainlog_doctor.judgement.course import Datum

Judged: TypeAlias = Literal["better", "worse", "same"]
VerdictKind: TypeAlias = Literal["better", "worse", "same", "mixed", "incomparable"]
Change: TypeAlias = Literal["appeared", "stayed", "gone", "unchecked", "explained"]


@dataclass(frozen=True, slots=True)
class Noise:
    """By how much a difference may come about by chance, as standard deviations; 0 where nothing is known of a cause.

    Attributes
    ----------
    jitter
        Of the epochs of both sides.
    sampling
        Of a score that is counted on a known number of examples.
    seeds
        What another seed alone would change.
    folds
        Of the means over folds, which holds all of these.
    """

    jitter: float = 0.0
    sampling: float = 0.0
    seeds: float = 0.0
    folds: float = 0.0

    @property
    def size(self) -> float:
        """All of it together."""
        return math.hypot(self.jitter, self.sampling, self.seeds, self.folds)


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric of a side beside the baseline's.

    Attributes
    ----------
    role
        ``val_loss``, ``val_score``, ``loss`` or ``score``.
    gain
        How much better the other side is, in the metric's own unit; negative where it is worse.
    limit
        The largest difference that counts as noise.
    """

    role: str
    base: Standing
    other: Standing
    gain: float
    noise: Noise
    limit: float
    judged: Judged


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something cannot be compared: a key of the catalogue topic ``compare`` and its placeholders.

    Attributes
    ----------
    role
        The one metric that it concerns; None where it concerns all.
    """

    reason: str
    role: str | None = None
    data: Mapping[str, Datum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AtEpoch:
    """Both sides at an epoch that both have, since one of them has not come to its end: role to both values."""

    epoch: int
    values: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A rule that found something on either side.

    Attributes
    ----------
    base, other
        How many trainings of each side it fired for.
    """

    code: str
    change: Change
    base: int
    other: int


@dataclass(frozen=True, slots=True)
class Versus:
    """A side against the baseline.

    Attributes
    ----------
    obstacles
        Why what is missing in ``differences`` cannot be compared.
    """

    side: int
    verdict: VerdictKind
    differences: tuple[Difference, ...]
    obstacles: tuple[Obstacle, ...]
    at_epoch: AtEpoch | None
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about sides that are compared with the first of them.

    Attributes
    ----------
    standings
        Role to the standings of all sides, in their order; None where a side does not log it.
    ranking
        Places of the sides, the best first; empty for two sides, or where nothing orders them.
    ranked_by
        Role of the metric that orders them.
    """

    sides: tuple[Side, ...]
    standings: Mapping[str, tuple[Standing | None, ...]]
    versus: tuple[Versus, ...]
    ranking: tuple[int, ...]
    ranked_by: str | None
    facts: tuple[FactRow, ...]
