"""Ask every installed peer about every run of the lab: ``python -m benchmarks.peers.run``, in the peers' environment.

Writes ``answers.json``. What a peer of the same version said before is kept; delete the file to ask anew. A peer that
is not installed is left out; a run that it cannot read is kept as ``unreadable``.
"""

from __future__ import annotations

import datetime
import json
import logging
import tempfile
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lab.store import records
from benchmarks.peers.programs import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.lab.store import Record
    from benchmarks.peers.programs import Program

ANSWERS = Path(__file__).with_name("answers.json")
UNREADABLE = "unreadable"


def main() -> None:
    """Ask, and write the answers."""
    warnings.simplefilter("ignore")
    logging.disable()
    runs, found, before = list(records()), {}, _before()
    for program in PROGRAMS:
        try:
            number = version(program.name)
        except PackageNotFoundError:
            print(f"{program.name}: not installed")
            continue
        start = time.perf_counter()
        known = before.get((program.name, number), {})
        names = {f"{record.case}/{record.seed}": record for record in runs}
        answers = {name: known[name] if name in known else ask(program, record) for name, record in names.items()}
        found[program.name] = {"version": number, "given": program.given, "runs": answers}
        print(f"{program.name} {number}: {time.perf_counter() - start:.0f} s")
    made = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    ANSWERS.write_text(json.dumps({"made": made, "peers": found}, indent=1) + "\n", encoding="utf-8")


def _before() -> Mapping[tuple[str, str], Mapping[str, str]]:
    if not ANSWERS.exists():
        return {}
    kept = json.loads(ANSWERS.read_text(encoding="utf-8"))["peers"]
    return {(name, about["version"]): about["runs"] for name, about in kept.items()}


def ask(program: Program, record: Record) -> str:
    """What a peer says of a run: ``name:severity``, each once, blanks between them."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = list(program.findings(record.history, Path(folder)))
        except Exception as error:  # noqa: BLE001 - whatever a peer raises, it did not judge this run
            return f"{UNREADABLE}:{type(error).__name__}"
    return " ".join(sorted({f"{name}:{str(severity).lower()}" for name, severity in found}))


if __name__ == "__main__":
    main()
