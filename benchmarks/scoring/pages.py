"""The blocks of README.md and docs/accuracy.md that hold figures of the lab."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lab.cases import CASES, halves
from benchmarks.peers import comparison
from benchmarks.scoring import lab, tables
from benchmarks.scoring.measured import OURS, Measured
from benchmarks.scoring.mistakes import mistakes
from trainlog_doctor.engine.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "accuracy.md")
HELD_OUT = "held-out"
HALVES = ("fitting", HELD_OUT)


@cache
def measured() -> Measured:
    """The lab, judged by the rules as shipped."""
    return Measured(tuple(lab.examples()), load_pack())


def short() -> str:
    """The most important figures."""
    return f"{tables.summary({f'{half} half': measured().overall(half) for half in HALVES})}\n{_short_regret()}"


def _short_regret() -> str:
    rows = [measured().regrets(half) for half in HALVES]
    cells = (f"{one[OURS].sum:.3f} against {min(r.sum for name, r in one.items() if name != OURS):.3f}" for one in rows)
    return f"| regret of the epoch named, against the best naive choice | {' | '.join(cells)} |"


def summary() -> str:
    """All rules together, by half and in all."""
    return tables.summary({**{half: measured().overall(half) for half in HALVES}, "both": measured().overall()})


def rules(part: str) -> str:
    """Every rule."""
    names = {code: rule.name for code, rule in measured().pack.rules.items()}
    return tables.rules(measured().of_rules(part), names)


def epochs() -> str:
    """The epoch named, over both halves and by half."""
    return "\n\n".join(f"{half.capitalize()} half:\n\n{tables.regrets(measured().regrets(half))}" for half in HALVES)


def steadiness() -> str:
    """Verdicts over seeds."""
    return tables.steadiness({half: measured().stability(half) for half in HALVES})


def moved() -> str:
    """Thresholds moved."""
    one = measured()
    shipped = one.overall()
    same = sum(move.counts == shipped for move in one.alone)
    text = f"{len(one.alone)} single moves were tried; {same} change no figure. The {tables.WORST} that change most:"
    return f"{text}\n\n{tables.moves(shipped, one.together, one.alone)}"


def wrong() -> str:
    """Every wrong answer on the fitting half."""
    examples = measured().part("fitting")
    runs = Counter(example.group for example in examples)
    rows = (
        (group, what, f"{len(names)} of {runs[group]}")
        for (_, group, what), names in mistakes(examples, measured().answers).items()
    )
    return tables.table(("case", "what is wrong", "runs"), rows)


def cases() -> str:
    """Every cause of the lab, with its cases and runs."""
    half, examples = halves(), measured().examples
    sure = Counter(example.group for example in examples if example.known.any_of or example.known.calm)
    runs = Counter(example.group for example in examples)
    rows = []
    for cause in dict.fromkeys(case.cause for case in CASES):
        of = [case.name for case in CASES if case.cause == cause]
        counts = [str(sum(half[name] == one for name in of)) for one in HALVES]
        rows.append((cause.replace("_", " "), *counts, str(sum(runs[n] for n in of)), str(sum(sure[n] for n in of))))
    return tables.table(("cause", "cases to fit to", "cases held out", "runs", "runs that show it"), rows)


BLOCKS: Mapping[str, Callable[[], str]] = {
    "accuracy": short,
    "accuracy-summary": summary,
    "accuracy-cases": cases,
    "accuracy-rules-held-out": lambda: rules("held-out"),
    "accuracy-rules-fitting": lambda: rules("fitting"),
    "accuracy-epochs": epochs,
    "accuracy-stability": steadiness,
    "accuracy-thresholds": moved,
    "accuracy-peers": lambda: comparison.table(measured()),
    "accuracy-mistakes": wrong,
}
"""Name of each block, and what fills it."""


def block(name: str, content: str) -> re.Match[str] | None:
    """Find a block in a page: what is before its content, its content, what is behind."""
    return re.search(f"(<!-- begin: {name} -->\n)(.*?)(\n<!-- end: {name} -->)", content, re.DOTALL)


def write(path: Path, blocks: Mapping[str, Callable[[], str]]) -> None:
    """Write those blocks anew that a page has."""
    content = path.read_text(encoding="utf-8")
    for name, made in blocks.items():
        found = block(name, content)
        if found:
            content = content[: found.end(1)] + made() + content[found.start(3) :]
    path.write_text(content, encoding="utf-8")


def update() -> None:
    """Write every block of both pages anew."""
    for path in PAGES:
        write(path, BLOCKS)
