"""Our answers and the peers', on the same runs, counted the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.lab.cases import CASES
from benchmarks.peers.meaning import CODES, GRAVE
from benchmarks.peers.run import ANSWERS, UNREADABLE
from benchmarks.scoring import tables
from benchmarks.scoring.measured import OURS, Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.scoring.example import Example

KINDS: Mapping[str, tuple[str, ...]] = {
    "not a number": ("nan",),
    "divergence": ("divergence",),
    "overfitting": ("overfit", "overfit_score_holds"),
    "gap": ("gap",),
    "oscillation, spikes": ("oscillation", "spike"),
    "noisy validation": ("noisy_validation",),
    "does not learn": ("stuck", "frozen", "underfit"),
    "plateau": ("plateau",),
    "still improving": ("still_improving",),
    "metrics that mislead": (
        "constant_metric",
        "accuracy_paradox",
        "batchwise_f1",
        "accuracy_on_regression",
        "negative_loss",
    ),
    "validation that does not validate": ("leak", "val_better", "no_validation"),
}
"""Rows of the table: causes taken together."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program says of a run: the codes that each finding may mean, and whether one of its findings is grave."""

    meanings: tuple[tuple[str, ...], ...]
    grave: bool

    def names(self, example: Example) -> bool:
        """Whether a finding is what must be named."""
        return any(set(meaning) & set(example.known.any_of) for meaning in self.meanings)

    def errs(self, example: Example) -> bool:
        """Whether a finding can mean nothing but what the truth rules out."""
        return any(meaning and set(meaning) <= example.known.silent for meaning in self.meanings)


def table(measured: Measured) -> str:
    """One row a kind of cause, one column a program; the peers as they were asked last."""
    kept = json.loads(ANSWERS.read_text(encoding="utf-8"))
    said: dict[str, Mapping[str, Said]] = {OURS: _ours(measured)}
    said |= {name: _peer(name, about["runs"]) for name, about in kept["peers"].items()}
    asked = [e for e in measured.examples if all(e.name in answers for answers in said.values())]
    heads = [OURS, *(f"{name} {about['version']}" for name, about in kept["peers"].items())]
    rows = list(_rows(asked, list(said.values())))
    unread = [
        str(sum(one.startswith(UNREADABLE) for one in about["runs"].values())) for about in kept["peers"].values()
    ]
    rows.append(["runs that it could not read", "0", *unread])
    return f"{len(asked)} runs; the peers were asked on {kept['made']}.\n\n{tables.table(['', *heads], rows)}"


def _ours(measured: Measured) -> Mapping[str, Said]:
    return {
        name: Said(tuple((code,) for code in answer.found), bool(answer.warned))
        for name, answer in measured.answers.items()
    }


def _peer(name: str, runs: Mapping[str, str]) -> Mapping[str, Said]:
    return {run: _said(name, [finding.split(":") for finding in found.split()]) for run, found in runs.items()}


def _said(name: str, findings: Sequence[Sequence[str]]) -> Said:
    meanings = tuple(CODES[name].get(finding, ()) for finding, _ in findings)
    return Said(meanings, any(severity in GRAVE for _, severity in findings))


def _rows(examples: Sequence[Example], said: Sequence[Mapping[str, Said]]) -> Iterator[list[str]]:
    healthy = [example for example in examples if example.known.calm]
    known = [example for example in examples if example.known.silent]
    yield _row("healthy runs with any warning or error", healthy, said, lambda one, _: one.grave)
    yield _row("runs with anything named that the truth rules out", known, said, Said.errs)
    cause_of = {case.name: case.cause for case in CASES}
    for kind, causes in KINDS.items():
        shown = [e for e in examples if e.known.any_of and cause_of[e.group] in causes]
        yield _row(f"named: {kind}", shown, said, Said.names)


def _row(
    title: str, examples: Sequence[Example], said: Sequence[Mapping[str, Said]], holds: Callable[[Said, Example], bool]
) -> list[str]:
    counts = (sum(holds(answers[example.name], example) for example in examples) for answers in said)
    return [title, *(f"{count} of {len(examples)}" for count in counts)]
