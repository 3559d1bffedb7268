"""Everything that is measured on a set of examples, each figure once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.scoring import confusion, regret, stability, thresholds
from benchmarks.scoring.answers import answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.scoring.answers import Answer
    from benchmarks.scoring.example import Example
    from trainlog_doctor.engine.pack import Pack

OURS = "trainlog-doctor"


@dataclass(frozen=True)
class Measured:
    """Examples, the pack that judges them, and what comes of it.

    Attributes
    ----------
    truths
        Further examples whose best epoch is known; the examples themselves where they know it.
    """

    examples: tuple[Example, ...]
    pack: Pack
    truths: tuple[Example, ...] = ()

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """Our answers by example."""
        return answers(self.examples, self.pack)

    def part(self, name: str) -> Sequence[Example]:
        """The examples of a part; all where it is empty."""
        return [example for example in self.examples if name in {"", example.part}]

    def overall(self, part: str = "", given: Mapping[str, Answer] | None = None) -> confusion.Overall:
        """Counts of all rules together, of our answers or of those given."""
        return confusion.overall(self.part(part), given or self.answers)

    def of_rules(self, part: str = "") -> Mapping[str, confusion.RuleCounts]:
        """Counts of every rule."""
        return confusion.of_rules(self.part(part), self.answers, self.pack.rules)

    def regrets(self, part: str = "") -> Mapping[str, regret.Regret]:
        """What keeping our epoch costs, and what the naive picks cost."""
        known = self.truths or self.part(part)
        given = answers(self.truths, self.pack) if self.truths else self.answers
        return regret.regrets(known, {OURS: {name: answer.best for name, answer in given.items()}})

    def stability(self, part: str = "") -> stability.Stability:
        """How steady verdicts are over seeds."""
        return stability.stability(self.part(part), self.answers)

    @cached_property
    def together(self) -> Mapping[float, confusion.Overall]:
        """Counts with all thresholds moved at once, by factor."""
        return {factor: thresholds.all_at_once(self.examples, self.pack, factor) for factor in thresholds.FACTORS}

    @cached_property
    def alone(self) -> Sequence[thresholds.Move]:
        """Counts with each threshold moved alone."""
        return list(thresholds.one_at_a_time(self.examples, self.pack, self.answers))
