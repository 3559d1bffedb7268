"""Each peer by its own command or interface, in its own environment; what it finds is kept in its own words.

Nothing but the standard library and the peer itself is imported: the peers need not live beside trainlog-doctor.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import json
import sqlite3
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    History = Mapping[str, Sequence[float]]
    Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Program:
    """A peer.

    Attributes
    ----------
    name
        As PyPI has it.
    given
        What it is given, for the docs.
    findings
        What it finds in a history, written into a folder as it wants it: name and severity in its own words.
    """

    name: str
    given: str
    findings: Callable[[History, Path], Iterator[Finding]]


def _losslint(history: History, folder: Path) -> Iterator[Finding]:
    said = _json(_printed("losslint", ["check", "--format", "json", _csv(history, folder)]))
    yield from ((one["check"], one["severity"]) for one in said["findings"])


def _runmedic(history: History, folder: Path) -> Iterator[Finding]:
    said = _json(_printed("runmedic", ["diagnose", "--json", _csv(history, folder)]))
    yield from ((one["check"], one["severity"]) for run in said for one in run["findings"])


def _trainspotter(history: History, folder: Path) -> Iterator[Finding]:
    said = _json(_printed("trainspotter", ["analyze", "--output", "json", _csv(history, folder)]))
    yield from ((one["detector"], one["severity"]) for one in said["findings"])


def _trainproof(history: History, folder: Path) -> Iterator[Finding]:
    said = _json(_printed("trainproof", ["doctor", "--json", _csv(history, folder)]))
    yield from ((one["id"], one["level"]) for report in said["reports"] for one in report["findings"])


def _finetune_doctor(history: History, folder: Path) -> Iterator[Finding]:
    """It reads the state file of the Hugging Face trainer only: one step an epoch, ``val_`` becomes ``eval_``."""
    entries: list[dict[str, float]] = []
    for index, loss in enumerate(history["loss"], start=1):
        validated = {
            f"eval_{name[4:]}": values[index - 1] for name, values in history.items() if name.startswith("val_")
        }
        entries.append({"epoch": index, "step": index, "loss": loss})
        entries += [{"epoch": index, "step": index, **validated}] if validated else []
    state = folder / "trainer_state.json"
    state.write_text(json.dumps({"log_history": entries, "global_step": len(history["loss"])}), encoding="utf-8")
    said = _json(_printed("finetune_doctor", ["diagnose", "-f", "json", str(state)]))
    yield from ((one["check"], one["severity"]) for one in said["findings"])


def _epochix(history: History, folder: Path) -> Iterator[Finding]:
    """It reads what Keras prints; the warnings that it has not withdrawn by the last frame stand in its database.

    They have no severity: ``overfit`` and ``divergence`` are taken for warnings, the others for information.
    """
    log, base = folder / "run.log", folder / "runs.db"
    log.write_text(_printed_by_keras(history), encoding="utf-8")
    importlib.import_module("epochix").parse(log, db=str(base))
    with contextlib.closing(sqlite3.connect(base)) as found:
        frames = found.execute("select warnings_json from story_frames order by seq").fetchall()
    standing: set[str] = set()
    for kind in (str(one["kind"]) for (frame,) in frames for one in json.loads(frame)):
        standing = standing - {kind.removesuffix("_cleared")} if kind.endswith("_cleared") else standing | {kind}
    yield from ((kind, "warning" if kind in {"overfit", "divergence"} else "info") for kind in standing)


def _printed_by_keras(history: History) -> str:
    last = len(history["loss"])
    rows = (" - ".join(f"{name}: {values[index]:.4f}" for name, values in history.items()) for index in range(last))
    return "".join(f"Epoch {epoch}/{last}\n32/32 - 1s - 5ms/step - {row}\n" for epoch, row in enumerate(rows, start=1))


def _csv(history: History, folder: Path) -> str:
    """A CSV file as Keras' own CSVLogger writes it: epochs from 0, a column a metric."""
    path = folder / "history.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["epoch", *history])
        out.writerows([index, *row] for index, row in enumerate(zip(*history.values(), strict=True)))
    return str(path)


def _printed(module: str, arguments: Sequence[str]) -> str:
    """What a peer's command prints, run within this process."""
    command = importlib.import_module(f"{module}.cli").main
    before, out = sys.argv, io.StringIO()
    sys.argv = [module, *arguments]
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(io.StringIO()),
            contextlib.suppress(SystemExit),
        ):
            command()
    finally:
        sys.argv = before
    return out.getvalue()


def _json(printed: str) -> Any:  # noqa: ANN401
    return json.loads(printed)


PROGRAMS = (
    Program("epochix", "the log that Keras prints", _epochix),
    Program("finetune-doctor", "a trainer state", _finetune_doctor),
    Program("losslint", "CSV", _losslint),
    Program("runmedic", "CSV", _runmedic),
    Program("trainproof", "CSV", _trainproof),
    Program("trainspotter", "CSV", _trainspotter),
)
