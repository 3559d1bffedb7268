"""Earlier runs: the findings of theirs that are accepted, and the values that later runs are held against."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.measuring import Bench
from trainlog_doctor.engine.predicate import Measure
from trainlog_doctor.gate.evaluation import with_columns
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.judgement.diagnosis import Diagnosis

RUN = "run"


class RunKey(NamedTuple):
    """What a run is called from one call to the next.

    Attributes
    ----------
    path
        The source, relative to the baseline file's folder, with ``/``.
    run
        The run's own name where no other run of the source has it, else its number.
    """

    path: str
    run: str

    @property
    def label(self) -> str:
        """What people call it: the first run of a source is called as the source."""
        return self.path if self.run == "1" else f"{self.path}: {self.run}"


class FindingKey(NamedTuple):
    """A finding without its words: the rule, and the role of the series, ``output/role`` if that is an output's."""

    rule: str
    role: str


class Standing(NamedTuple):
    """One metric of a run: its value at the epoch to keep, the best, the last, and its noise; None where unknown."""

    kept: float | None = None
    best: float | None = None
    last: float | None = None
    noise: float | None = None


@dataclass(frozen=True, slots=True)
class BaselineRun:
    """One earlier run.

    Attributes
    ----------
    accepted
        Findings that are no news.
    metrics
        Column to its values.
    """

    key: RunKey
    accepted: frozenset[FindingKey] = frozenset()
    metrics: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Earlier runs, in the order of their keys."""

    runs: tuple[BaselineRun, ...]

    def same(self, key: RunKey) -> BaselineRun | None:
        """The run of just this key."""
        return next((one for one in self.runs if one.key == key), None)

    def counterpart(self, key: RunKey) -> BaselineRun | None:
        """The run to compare with: the same, or where all of the baseline is one source, its run of the same name.

        A single run is the counterpart of every run.
        """
        if len({one.key.path for one in self.runs}) > 1:
            return self.same(key)
        return self.runs[0] if len(self.runs) == 1 else next((r for r in self.runs if r.key.run == key.run), None)


def run_keys(diagnoses: Sequence[Diagnosis], paths: Mapping[str, str]) -> list[RunKey]:
    """Name every run.

    Parameters
    ----------
    paths
        Source as the user named it to its path in keys.
    """
    named = Counter((one.origin.path, one.run.name) for one in diagnoses)
    return [
        RunKey(
            paths.get(one.origin.path, one.origin.path),
            one.run.name if one.run.name and named[one.origin.path, one.run.name] == 1 else str(one.origin.number),
        )
        for one in diagnoses
    ]


def finding_keys(outcome: Outcome, rule: Rule) -> frozenset[FindingKey]:
    """Name a finding by its rule and the first role of the first predicate that held, for each output it is on."""
    held = (name for name, one in outcome.measured.items() if one.holds and name in rule.detect)
    role = next((rule.detect[name].of[0] for name in held), RUN)
    roles = [f"{output.name}/{role}" for output in outcome.outputs] or [role]
    return frozenset(FindingKey(outcome.code, one) for one in roles)


def baseline_run(diagnosis: Diagnosis, key: RunKey, rules: Mapping[str, Rule], table: MetricTable) -> BaselineRun:
    """Take down what of a run later ones are held against."""
    fired = (outcome for outcome in diagnosis.outcomes if outcome.status == "fired")
    accepted = (finding_keys(outcome, rules[outcome.code]) for outcome in fired)
    return BaselineRun(key, frozenset().union(*accepted), standings(diagnosis, table))


def standings(diagnosis: Diagnosis, table: MetricTable) -> Mapping[str, Standing]:
    """Measure every column that is known to have a better and a worse side, with the engine's own statistics."""
    roles = with_columns(diagnosis, diagnosis.run.frame.columns, table)
    bench = Bench(diagnosis.run, roles, as_logged=True)
    columns = [name for name in diagnosis.run.frame.columns if roles[name].better]
    epoch = float(diagnosis.best.epoch) if diagnosis.best else float("nan")
    return {
        name: Standing(
            _value(bench, "at_epoch", name, {"epoch": epoch}),
            _value(bench, "best", name, {}),
            _value(bench, "last", name, {}),
            _value(bench, "jitter_size", name, {}),
        )
        for name in columns
    }


def _value(bench: Bench, stat: str, series: str, arguments: Mapping[str, float | str]) -> float | None:
    return bench.compare(Measure((stat, series), (series,), stat, arguments, "gte", 0.0)).value
