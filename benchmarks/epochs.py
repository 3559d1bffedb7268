"""What the epoch to keep costs, against the lowest val_loss, and how much of that is chance.

``python -m benchmarks.epochs [FOLDER …]``; without a folder on the committed lab. Runs of one case are alike, so the
intervals are those of cases drawn anew with replacement. Prints Markdown; ``--update`` writes the lab's tables into
docs/best-epoch.md.
"""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scoring import folder, lab, pages, regret
from benchmarks.scoring.tables import table
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.judgement import curves, luck, smoothing, weighing
from trainlog_doctor.judgement.best_epoch import best_epoch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    import numpy.typing as npt

    from benchmarks.scoring.example import Curves, Example
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Run

PAGE = pages.ROOT / "docs" / "best-epoch.md"
NAIVE = regret.PICKS[0]
FACTORS = (0.8, 1.2)
DRAWS = 4000
CONSTANTS: Mapping[ModuleType, Sequence[str]] = {
    luck: ("_ALL_LUCK", "_LARGEST", "_WIDTH", "_WIDEST", "_HALF_LUCK"),
    weighing: ("_SCORE_WEIGHT", "_UNLEARNT", "_BEATEN"),
    smoothing: ("_LUCK",),
    curves: ("_UNTOLD",),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A run of which every epoch's worth is known."""

    case: str
    run: Run
    roles: Roles
    truth: Curves


def judged(examples: Iterable[Example], pack: Pack) -> Iterator[Judged]:
    """The runs of which some epoch is worth keeping."""
    for example in examples:
        if example.truth is not None:
            run = example.runs[0]
            yield Judged(example.group, run, assign(run.frame.columns, pack.metrics), example.truth)


def costs(runs: Sequence[Judged]) -> npt.NDArray[np.float64]:
    """Regret by loss and score together, of our epoch and of the lowest val_loss: shape (n_runs, 2)."""
    found = [(best_epoch(one.run, one.roles), one.truth) for one in runs]
    rows = [
        (sum(regret.of(truth, best.epoch - 1)), sum(regret.of(truth, regret.picks(truth)[NAIVE])))
        for best, truth in found
        if best is not None
    ]
    return np.asarray(rows, np.float64)


def interval(runs: Sequence[Judged], rows: npt.NDArray[np.float64]) -> tuple[float, float]:
    """95% of the ratio of both means, cases drawn with replacement."""
    names = sorted({one.case for one in runs})
    sums = np.zeros((len(names), 2))
    np.add.at(sums, [names.index(one.case) for one in runs], rows)
    drawn = np.random.default_rng(0).multinomial(len(names), np.full(len(names), 1 / len(names)), DRAWS) @ sums
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return float(low), float(high)


def measured(parts: Mapping[str, Sequence[Judged]]) -> str:
    """A row a part."""
    rows = []
    for name, runs in parts.items():
        found = costs(runs)
        (ours, naive), (low, high) = found.mean(axis=0), interval(runs, found)
        cases = len({one.case for one in runs})
        ratio = f"{ours / naive:.2f} ({low:.2f}–{high:.2f})"
        rows.append((name, str(len(runs)), str(cases), f"{ours:.4f}", f"{naive:.4f}", ratio))
    return table(("runs of", "runs", "cases", "regret, epoch kept", f"regret, {NAIVE}", "ratio (95%)"), rows)


def moved(runs: Sequence[Judged]) -> str:
    """The ratio with each constant moved alone."""
    shipped = ("as shipped", *[_ratio(runs)] * len(FACTORS))
    rows = [
        (f"`{module.__name__.rpartition('.')[2]}.{name}`", *_moved(runs, module, name))
        for module, names in CONSTANTS.items()
        for name in names
    ]
    return table(("constant", *(f"× {factor}" for factor in FACTORS)), [shipped, *rows])


def _moved(runs: Sequence[Judged], module: ModuleType, name: str) -> Iterator[str]:
    for factor in FACTORS:
        shipped = getattr(module, name)
        with _set(module, name, type(shipped)(shipped * factor)):
            yield _ratio(runs)


@contextmanager
def _set(module: ModuleType, name: str, value: float) -> Iterator[None]:
    shipped = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, shipped)


def _ratio(runs: Sequence[Judged]) -> str:
    ours, naive = costs(runs).mean(axis=0)
    return f"{ours / naive:.3f}"


def of_lab(pack: Pack) -> Mapping[str, Sequence[Judged]]:
    """The committed runs by half."""
    known = [example for example in lab.examples() if example.truth is not None]
    halves = {half: [one for one in known if one.part == half] for half in pages.HALVES}
    return {f"{half} half": tuple(judged(examples, pack)) for half, examples in halves.items()}


def report(parts: Mapping[str, Sequence[Judged]]) -> str:
    """Both tables."""
    together = [one for runs in parts.values() for one in runs]
    rows = {**parts, "all": together} if len(parts) > 1 else parts
    return f"{measured(rows)}\n\n{moved(together)}"


def main() -> None:
    """Measure and print, or write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.epochs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="*", type=Path, help="folders with truths; default: the lab of this repository")
    parser.add_argument("--update", action="store_true", help="write the lab's tables into docs/best-epoch.md")
    options = parser.parse_args()
    pack = load_pack()
    if options.update:
        pages.write(PAGE, {"epochs": lambda: report(of_lab(pack))})
        return
    parts = {path.name: tuple(judged(folder.with_truth(path), pack)) for path in options.folder} or of_lab(pack)
    print(report(parts))


if __name__ == "__main__":
    main()
