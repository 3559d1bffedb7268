"""Figures as Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.scoring.interval import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.scoring.confusion import Overall, RuleCounts
    from benchmarks.scoring.regret import Regret
    from benchmarks.scoring.stability import Stability
    from benchmarks.scoring.thresholds import Move


WORST = 8
"""Single moves of thresholds that are shown."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(hits: int, of: int) -> str:
    """``95 of 100: 95.0% (88.8–97.8)``, the interval being Wilson's at 95%."""
    if not of:
        return "–"
    low, high = (100 * bound for bound in wilson(hits, of))
    return f"{hits} of {of}: {100 * hits / of:.1f}% ({low:.1f}–{high:.1f})"


SUMMARY: tuple[tuple[str, Callable[[Overall], str]], ...] = (
    ("cause named, where it is sure", lambda c: share(c.found, c.causes)),
    ("healthy runs with any warning or error", lambda c: share(c.alarmed, c.healthy)),
    ("runs with anything named that the truth rules out", lambda c: share(c.false, c.clean)),
    ("runs wholly right", lambda c: share(c.right, c.runs)),
)


def summary(counted: Mapping[str, Overall]) -> str:
    """One row a measure, one column a program or part."""
    return table(("", *counted), ([title, *(cell(counts) for counts in counted.values())] for title, cell in SUMMARY))


def rules(counted: Mapping[str, RuleCounts], names: Mapping[str, str]) -> str:
    """One row a rule."""
    head = (
        "rule",
        "found",
        "missed",
        "of these not judged",
        "recall",
        "false alarms",
        "rightly silent",
        "false alarms, rate",
        "precision",
    )
    rows = (
        (
            f"{code} {names[code]}",
            *map(str, (one.found, one.missed, one.unjudged)),
            _rate(one.found, one.found + one.missed),
            *map(str, (one.false_alarms, one.silent)),
            _rate(one.false_alarms, one.false_alarms + one.silent),
            _rate(one.right, one.right + one.false_alarms),
        )
        for code, one in counted.items()
        if one.found + one.missed + one.false_alarms + one.silent
    )
    return table(head, rows)


def _rate(hits: int, of: int) -> str:
    return share(hits, of).rpartition(": ")[2]


def regrets(found: Mapping[str, Regret]) -> str:
    """One row a way of choosing the epoch."""
    head = ("epoch kept", "runs", "regret of the test loss", "regret of the test score", "sum")
    rows = (
        (name, str(one.runs), f"{one.loss:.4f}", f"{one.score:.4f}", f"{one.sum:.4f}") for name, one in found.items()
    )
    return table(head, rows)


def moves(shipped: Overall, together: Mapping[float, Overall], alone: Sequence[Move]) -> str:
    """Shipped thresholds, all moved together, and the single moves that change most."""
    head = ("thresholds", "runs wholly right", "cause named", "healthy runs with a warning")
    rows = [("as shipped", shipped)]
    rows += [(f"all × {factor}", counts) for factor, counts in together.items()]
    ordered = sorted(
        alone, key=lambda move: (move.counts.right, -move.counts.alarmed, move.rule, move.param, move.factor)
    )
    rows += [(f"{move.rule}.{move.param} × {move.factor}", move.counts) for move in ordered[:WORST]]
    return table(
        head,
        (
            (name, f"{c.right} of {c.runs}", f"{c.found} of {c.causes}", f"{c.alarmed} of {c.healthy}")
            for name, c in rows
        ),
    )


def steadiness(found: Mapping[str, Stability]) -> str:
    """One row a part."""
    rows = ((name, share(one.steady, one.groups), share(one.usual, one.runs)) for name, one in found.items())
    return table(("", "cases with one verdict for all seeds", "runs with the usual verdict of their case"), rows)
