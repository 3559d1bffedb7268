"""The console reader beside ``cat``, ``grep -c`` and a loop over lines: ``python -m benchmarks.console``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.options import parser, size_in_words
from benchmarks.turns import OURS, ROOT, Command, Limits, Work, cost, generated, show

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOP = "line loop"
GREP = "grep -c val_loss"
MOST_MEMORY = 120


class Log(NamedTuple):
    """A log to be made, and what has to be true of its reading.

    Attributes
    ----------
    kind, updates
        As `gen_console` has them.
    """

    name: str
    kind: str
    updates: int
    targets: Mapping[str, float] = {}
    limits: Limits = Limits()


LOGS = (
    Log("bars in place, 1200 updates an epoch", "in-place", 1200, {GREP: 0.5}, Limits(rss=MOST_MEMORY)),
    Log("bars in place, 400 updates an epoch", "in-place", 400, {GREP: 0.5}, Limits(rss=MOST_MEMORY)),
    Log("a line an update", "newline-updates", 400),
    Log("a line an epoch", "verbose2", 400, {LOOP: 3}),
)


def commands(kind: str, log: Path) -> Mapping[str, Command]:
    """What is compared on a log; the line loop can read one of the formats only.

    ``grep`` writes into a file: it notices ``/dev/null`` and then stops at the first match.
    """
    output = log.with_suffix(".out")
    found = {
        OURS: Command((sys.executable, "-m", "benchmarks.read_console", str(log))),
        "cat": Command(("cat", str(log))),
        GREP: Command(("grep", "-c", "val_loss", str(log)), output),
    }
    if shutil.which("rg"):
        found["rg -c val_loss"] = Command(("rg", "-c", "val_loss", str(log)), output)
    if kind == "verbose2":
        found[LOOP] = Command((sys.executable, str(ROOT / "benchmarks" / "line_loop.py"), str(log)))
    return found


def main() -> None:
    """Generate the logs one by one, measure, and print one Markdown table."""
    options = parser(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "run.log"
        for at, made in enumerate(LOGS):
            generated("gen_console", made.kind, options.size, log, made.updates)
            name = f"console log, {size_in_words(options.size)}, {made.name}"
            work = Work(name, commands(made.kind, log), made.targets, made.limits)
            show([work], options.rounds, cost, head=not at)


if __name__ == "__main__":
    main()
