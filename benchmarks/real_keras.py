"""Real trainings, live: ``python -m benchmarks.real_keras PYTHON [PYTHON ...]``, each with its own Keras.

A small training is piped, teed, run and watched; each way must give the runs that its saved output gives as a file, the
command's exit code, and a status line for the last epoch. Made by hand: no test needs TensorFlow.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.turns import PROGRAM, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCHS = 8
TRAINING = f"""
import numpy as np, keras
keras.utils.set_random_seed(1)
x = np.random.rand(400, 8); y = (x.sum(1) > 4).astype(float)
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
print("keras", keras.__version__)
model.fit(x, y, validation_split=0.25, epochs={EPOCHS}, batch_size=4, verbose=VERBOSE,
          callbacks=[keras.callbacks.ModelCheckpoint(FILE, save_best_only=True, verbose=1)])
"""
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "LC_ALL": "C.UTF-8",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONDONTWRITEBYTECODE": "1",
}
DOCTOR = " ".join(PROGRAM)


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell."""
    return subprocess.run(["bash", "-c", command], capture_output=True, cwd=folder, env=ENVIRONMENT, check=False)


def ways(training: str, folder: Path) -> Iterator[tuple[str, subprocess.CompletedProcess[bytes], Path]]:
    """Each way to listen: its name, what came of it, and the bytes that were listened to."""
    quiet = "--live --format json=report.json"
    raw = folder / "raw.log"
    yield "piped", shell(f"set -o pipefail; {training} 2>&1 | tee raw.log | {DOCTOR} analyze {quiet}", folder), raw
    yield "teed", shell(f"set -o pipefail; {training} 2>&1 | {DOCTOR} analyze --tee {quiet} > raw.log", folder), raw
    yield "run", shell(f"{DOCTOR} run --save raw.log {quiet} -- {training}", folder), raw
    raw.unlink()
    watched = f"{training} > raw.log 2>&1 & {DOCTOR} watch raw.log --until-done {quiet.removeprefix('--live ')}; wait"
    yield "watched", shell(watched, folder), raw


def history(report: Path) -> list[object]:
    """The values of every run of a report."""
    return [run["history"] for run in json.loads(report.read_text())["runs"]]


def check(python: str, verbose: int, folder: Path) -> Iterator[str]:
    """Try every way; one line each."""
    script = folder / "train.py"
    code = TRAINING.replace("VERBOSE", str(verbose)).replace("FILE", repr(str(folder / "best.keras")))
    script.write_text(code)
    for name, done, raw in ways(f"{python} {script}", folder):
        live = history(folder / "report.json")
        shell(f"{DOCTOR} analyze raw.log --format json=file.json", folder)
        version = re.search(rb"keras (\S+)", raw.read_bytes())
        same = live == history(folder / "file.json") and len(live[0]["epoch"]) == EPOCHS  # type: ignore[index,call-overload]
        said = f"epoch {EPOCHS}/{EPOCHS}".encode() in done.stderr
        verdict = "ok" if same and said and done.returncode == 0 else f"WRONG {done.stderr[-500:]!r}"
        yield f"keras {version[1].decode() if version else '?'} verbose={verbose} {name}: {verdict}"


def main() -> None:
    """Try every interpreter."""
    for python in sys.argv[1:]:
        for verbose in (1, 2):
            with tempfile.TemporaryDirectory() as folder:
                for line in check(python, verbose, Path(folder)):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
