"""When to stop, every epoch replayed, against plain patience: ``python -m benchmarks.stopping [FOLDER …]``.

Without a folder: on the committed lab. A folder holds ``runs/**/truth.json`` (see ``benchmarks/scoring/folder.py``) or
any histories that are read. Prints Markdown; ``--update`` writes the lab's table into docs/best-epoch.md.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scoring import folder, lab, pages, regret
from benchmarks.scoring.tables import table
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.stop_now import stop_now
from trainlog_doctor.judgement.stopping import replay, watch
from trainlog_doctor.pipeline import collect
from trainlog_doctor.pipeline.as_of import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy.typing as npt

    from benchmarks.scoring.example import Curves
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Run

PATIENCES = (3, 5, 8, 10, 15, 20, 30, 40, 60, 80, 100)
PAGE = pages.ROOT / "docs" / "best-epoch.md"
NEAR = 0.01
"""A val_loss higher by no more than this share of the lowest is as good."""
AHEAD = 0.25
"""Share of the epochs that must lie behind the best one for the delay to mean anything."""

HEAD = ("stops by", "keeps the best epoch", f"within {NEAR:.0%} of it", "median delay", "epochs trained", "regret")


@dataclass(frozen=True, slots=True)
class Replayed:
    """A run with a validation loss; ``truth`` is what each epoch was worth, where that is known."""

    run: Run
    roles: Roles
    truth: Curves | None
    val_loss: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Position after which a run was ended, and the position then kept."""

    last: int
    kept: int


def by_patience(one: Replayed, patience: int) -> Stopped:
    """``EarlyStopping(monitor="val_loss", restore_best_weights=True)``."""
    watched = watch(one.run, one.roles["val_loss"])
    if watched is None:
        return Stopped(len(one.val_loss) - 1, 0)
    stopped, kept = replay(watched, patience)
    places = np.searchsorted(one.run.frame.epoch, watched.epoch)
    return Stopped(len(one.val_loss) - 1 if stopped is None else int(places[stopped]), int(places[kept]))


def by_advice(one: Replayed) -> Stopped:
    """Ask after every epoch, of a run that has no later ones."""
    epochs = one.run.frame.epoch
    advised = (
        place for place in range(len(epochs)) if stop_now(until(one.run, int(epochs[place])), one.roles, None).now
    )
    last = next(advised, len(epochs) - 1)
    best = best_epoch(until(one.run, int(epochs[last])), one.roles)
    return Stopped(last, 0 if best is None else int(np.searchsorted(epochs, best.epoch)))


def row(name: str, runs: Iterable[Replayed], stop: Callable[[Replayed], Stopped]) -> tuple[str, ...]:
    """Measure one way to stop. Whether the best epoch was seen is asked of val_loss, the same for all of them."""
    seen, near, delays, trained, regrets = [], [], [], [], []
    for one in runs:
        stopped, losses = stop(one), one.val_loss
        best, found = int(np.nanargmin(losses)), int(np.nanargmin(losses[: stopped.last + 1]))
        seen.append(found == best)
        near.append(losses[found] <= losses[best] + NEAR * abs(losses[best]))
        trained.append((stopped.last + 1) / len(losses))
        if len(losses) - 1 - best >= AHEAD * len(losses):
            delays.append(stopped.last - best)
        if one.truth is not None:
            regrets.append(sum(regret.of(one.truth, stopped.kept)))
    cost = f"{np.mean(regrets):.3f}" if regrets else "–"
    delay = f"{np.median(delays):g}" if delays else "–"
    return name, f"{np.mean(seen):.1%}", f"{np.mean(near):.1%}", delay, f"{np.mean(trained):.0%}", cost


def measured(runs: Iterable[Replayed]) -> str:
    """The table of all ways to stop."""
    given = list(runs)
    rows = [row(f"patience {p}", given, lambda one, p=p: by_patience(one, p)) for p in PATIENCES]  # type: ignore[misc]
    return f"{len(given)} runs\n\n{table(HEAD, [row('**trainlog-doctor**', given, by_advice), *rows])}"


def of_lab(pack: Pack) -> Iterator[Replayed]:
    """The committed runs of which some epoch is worth keeping."""
    return _replayed(((example.runs[0], example.truth) for example in lab.examples() if example.truth), pack)


def of_folder(path: Path, pack: Pack) -> Iterator[Replayed]:
    """A folder's runs, with their truth where it has one."""
    known = [(example.runs[0], example.truth) for example in folder.with_truth(path)]
    return _replayed(known or ((found.run, None) for found in collect([str(path)]).found), pack)


def _replayed(runs: Iterable[tuple[Run, Curves | None]], pack: Pack) -> Iterator[Replayed]:
    for run, truth in runs:
        roles = assign(run.frame.columns, pack.metrics)
        column = roles.get("val_loss")
        values = None if column is None else run.frame.columns[column.name]
        if values is not None and np.isfinite(values[:1]).all() and len(values) > 1:
            yield Replayed(run, roles, truth, np.where(np.isfinite(values), values, np.nan))


def main() -> None:
    """Measure and print, or write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stopping", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="*", type=Path, help="folders of runs; default: the lab of this repository")
    parser.add_argument("--update", action="store_true", help="write the lab's table into docs/best-epoch.md")
    options = parser.parse_args()
    pack = load_pack()
    if options.update:
        pages.write(PAGE, {"stopping": lambda: measured(of_lab(pack))})
        return
    for path in options.folder:
        print(f"## {path.name}\n\n{measured(of_folder(path, pack))}\n", flush=True)
    if not options.folder:
        print(measured(of_lab(pack)))


if __name__ == "__main__":
    main()
