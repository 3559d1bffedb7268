"""The same counts with thresholds moved: a rule that is found rather than fitted does not fall off a cliff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scoring.answers import findings
from benchmarks.scoring.confusion import Overall, overall
from trainlog_doctor.engine.evaluate import judge_rule
from trainlog_doctor.engine.measuring import Bench
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.scoring.answers import Answer
    from benchmarks.scoring.example import Example
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Rule

FACTORS = (0.8, 1.2)


@dataclass(frozen=True, slots=True)
class Move:
    """One threshold, or all of them (empty names), times a factor."""

    rule: str
    param: str
    factor: float
    counts: Overall


def all_at_once(examples: Sequence[Example], pack: Pack, factor: float) -> Overall:
    """Counts with every threshold of every rule moved the same way, where that is legal."""
    moved = pack
    for rule, param in _params(pack):
        moved = _moved(moved, rule, param, factor) or moved
    return overall(examples, {example.name: findings(example, moved) for example in examples})


def one_at_a_time(examples: Sequence[Example], pack: Pack, given: Mapping[str, Answer]) -> Iterator[Move]:
    """Counts with each threshold moved alone; an example is judged anew only where the rule itself changes its mind."""
    benches = {example.name: _benches(example, pack) for example in examples}
    for code, param in _params(pack):
        for factor in FACTORS:
            moved = _moved(pack, code, param, factor)
            if moved is not None:
                was, now = pack.rules[code], moved.rules[code]
                changed = [e for e in examples if any(_turns(was, now, bench) for bench in benches[e.name])]
                answers = {**given, **{example.name: findings(example, moved) for example in changed}}
                yield Move(code, param, factor, overall(examples, answers))


def _params(pack: Pack) -> list[tuple[str, str]]:
    return [(rule.id, name) for rule in pack.rules.values() for name in rule.params]


def _moved(pack: Pack, rule: str, param: str, factor: float) -> Pack | None:
    given = pack.rules[rule].params[param]
    value = factor * given.default
    try:
        return apply(pack, Overrides(params={rule: {param: f"{100 * value!r}%" if given.percent else repr(value)}}))
    except UsageError:
        return None  # beyond the bounds that the rule itself sets


def _benches(example: Example, pack: Pack) -> list[Bench]:
    return [Bench(run, assign(run.frame.columns, pack.metrics)) for run in example.runs]


def _turns(was: Rule, now: Rule, bench: Bench) -> bool:
    """Whether a moved threshold turns a predicate, and with it the rule's answer."""
    moved = [(measure, now.measures[name]) for name, measure in was.measures.items() if measure != now.measures[name]]
    with np.errstate(all="ignore"):
        if all(bench.compare(before).holds == bench.compare(after).holds for before, after in moved):
            return False
        return judge_rule(was, bench).status != judge_rule(now, bench).status
