"""What callbacks monitor in vain, blindly or the wrong way round, in the words of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.measures.facts import CHECKPOINT_NOT_IMPROVED, CHECKPOINT_SAVED, WARNING, numeric, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.model import Fact, Run

_CODES = frozenset({"early-stopping-metric-missing", "checkpoint-metric-missing", "reduce-lr-metric-missing"})
_VALIDATION = "val_"


class Problem(NamedTuple):
    """A line of the log that shows a problem: what is monitored, the words that show it, the epoch (0: unknown)."""

    metric: str
    quotation: str
    epoch: int


def absent(run: Run) -> Iterator[Problem]:
    """Warnings about a metric that no epoch has.

    A metric that other epochs have (``validation_freq`` above 1) is no problem: callbacks pass over the gaps.
    """
    for fact in of_kind(run, WARNING):
        name = str(fact.data.get("detail") or "")
        if fact.data.get("code") in _CODES and name and name not in run.frame.columns:
            yield Problem(name, f"{name} … not available", fact.epoch or 0)


def inverted(run: Run, directions: Mapping[str, Better | None]) -> Iterator[Problem]:
    """Checkpoints whose line says "improved" while the metric got worse.

    The first one already tells: where lower counts as better, it improves from ``inf``.
    """
    for fact in of_kind(run, CHECKPOINT_SAVED):
        name = _monitor(fact)
        before, after = numeric(fact.data.get("previous")), numeric(fact.data.get("value"))
        better = directions.get(name)
        if not better or before is None or after is None or before == after:
            continue
        if (after < before) == (better == "higher"):
            yield Problem(name, f"{name} improved from {before:g} to {after:g}", fact.epoch or 0)


def blind(run: Run) -> Iterator[Problem]:
    """Checkpoints by a training metric although its validation twin is in the log, and none goes by validation."""
    facts = of_kind(run, CHECKPOINT_SAVED, CHECKPOINT_NOT_IMPROVED)
    if any(_monitor(fact).startswith(_VALIDATION) for fact in facts):
        return
    for fact in facts:
        name = _monitor(fact)
        if name and _VALIDATION + name in run.frame.columns:
            words = "improved" if fact.kind == CHECKPOINT_SAVED else "did not improve"
            yield Problem(name, f"{name} {words}", fact.epoch or 0)


def problems(run: Run, directions: Mapping[str, Better | None]) -> Sequence[Problem]:
    """Every problem, the plainest kind first."""
    return [*absent(run), *inverted(run, directions), *blind(run)]


def _monitor(fact: Fact) -> str:
    return str(fact.data.get("monitor") or "")
