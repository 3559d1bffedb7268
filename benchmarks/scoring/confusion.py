"""Counts of right and wrong answers, a rule at a time and overall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.scoring.answers import Answer
    from benchmarks.scoring.example import Example, Known


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """One rule.

    Attributes
    ----------
    found, missed
        Runs that were made to show what it names: it, or a rule that is as right, was named, or none.
    unjudged
        Of the missed: the rule said that it could not judge.
    false_alarms, silent
        Runs in which the truth rules out what it names: it was named all the same, or not.
    right
        Runs in which it spoke and named what must be named.
    """

    found: int = 0
    missed: int = 0
    unjudged: int = 0
    false_alarms: int = 0
    silent: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Overall:
    """All rules together.

    Attributes
    ----------
    runs, right
        Runs of which something is known, and those in which what must be named is, and what is wrong is not.
    causes, found
        Runs whose cause is sure, and those in which it was named.
    clean, false
        Runs with something ruled out, and those in which that was named.
    healthy, alarmed
        Healthy runs, and those with any warning or error.
    """

    runs: int = 0
    right: int = 0
    causes: int = 0
    found: int = 0
    clean: int = 0
    false: int = 0
    healthy: int = 0
    alarmed: int = 0


def of_rules(
    examples: Iterable[Example], given: Mapping[str, Answer], codes: Iterable[str]
) -> Mapping[str, RuleCounts]:
    """Counts of every rule."""
    pairs = [(example.known, given[example.name]) for example in examples]
    return {code: _of_rule(code, pairs) for code in codes}


def _of_rule(code: str, pairs: Sequence[tuple[Known, Answer]]) -> RuleCounts:
    shown = [(known, answer) for known, answer in pairs if known.any_of[:1] == (code,)]
    hits = [bool(answer.found & set(known.any_of)) for known, answer in shown]
    out = [code in answer.found for known, answer in pairs if code in known.silent]
    missed = [answer for (_, answer), hit in zip(shown, hits, strict=True) if not hit]
    return RuleCounts(
        found=sum(hits),
        missed=len(missed),
        unjudged=sum(code in answer.skipped for answer in missed),
        false_alarms=sum(out),
        silent=len(out) - sum(out),
        right=sum(code in answer.found and code in known.any_of for known, answer in pairs),
    )


def overall(examples: Iterable[Example], given: Mapping[str, Answer]) -> Overall:
    """Counts of all rules together."""
    pairs = [(example.known, given[example.name]) for example in examples]
    asked = [(known, answer) for known, answer in pairs if known.any_of or known.silent or known.calm]
    causes = [(known, answer) for known, answer in pairs if known.any_of]
    clean = [(known, answer) for known, answer in pairs if known.silent]
    healthy = [answer for known, answer in pairs if known.calm]
    return Overall(
        runs=len(asked),
        right=sum(_right(known, answer) for known, answer in asked),
        causes=len(causes),
        found=sum(_found(known, answer) for known, answer in causes),
        clean=len(clean),
        false=sum(bool(known.silent & answer.found) for known, answer in clean),
        healthy=len(healthy),
        alarmed=sum(bool(answer.warned) for answer in healthy),
    )


def _found(known: Known, answer: Answer) -> bool:
    return not known.any_of or bool(answer.found & set(known.any_of))


def _right(known: Known, answer: Answer) -> bool:
    return _found(known, answer) and not known.silent & answer.found and not (known.calm and answer.warned)
