"""How right the diagnoses are: ``python -m benchmarks.accuracy [FOLDER …]``.

Without a folder: on the committed lab, whose truth is known. A folder holds ``cases.jsonl`` and, for the best epoch,
``runs/**/truth.json``; see ``benchmarks/scoring/folder.py``. Prints Markdown.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.scoring import folder, pages, tables
from benchmarks.scoring.measured import Measured
from benchmarks.scoring.mistakes import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator


def report(measured: Measured, *, thresholds: bool) -> Iterator[tuple[str, str]]:
    """Heading and table of everything that was measured."""
    parts = list(dict.fromkeys(example.part for example in measured.examples))
    names = {code: rule.name for code, rule in measured.pack.rules.items()}
    yield "Overall", tables.summary({part: measured.overall(part) for part in parts})
    for part in parts:
        yield f"Rules, {part}", tables.rules(measured.of_rules(part), names)
        if any(one.runs for one in measured.regrets(part).values()):
            yield f"Best epoch, {part}", tables.regrets(measured.regrets(part))
    yield "Stability", tables.steadiness({part: measured.stability(part) for part in parts})
    if thresholds:
        yield "Thresholds", tables.moves(measured.overall(), measured.together, measured.alone)


def errors(measured: Measured) -> Iterator[str]:
    """Every wrong answer, a line each; those of the half that is held out stay unseen."""
    seen = [example for example in measured.examples if example.part != pages.HELD_OUT]
    for (part, group, what), names in mistakes(seen, measured.answers).items():
        yield f"{part} {group}: {what}: {', '.join(names)}"


def main() -> None:
    """Measure and print, or write the pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="*", type=Path, help="folders of cases; default: the lab of this repository")
    parser.add_argument("--thresholds", action="store_true", help="also with every threshold moved by a fifth")
    parser.add_argument(
        "--show", action="store_true", help="also name every wrong answer, but for the half that is held out"
    )
    parser.add_argument("--update", action="store_true", help="write the figures into README.md and docs/accuracy.md")
    options = parser.parse_args()
    if options.update:
        pages.update()
        return
    lab = pages.measured()
    sets = [
        Measured(tuple(folder.examples(one)), lab.pack, tuple(folder.with_truth(one))) for one in options.folder
    ] or [lab]
    for measured in sets:
        for heading, content in report(measured, thresholds=options.thresholds):
            print(f"## {heading}\n\n{content}\n", flush=True)
        for line in errors(measured) if options.show else ():
            print(line)


if __name__ == "__main__":
    main()
