"""The generated parts of the pages: ``python -m tests.docs`` writes them anew, a test holds them against the tool."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.scoring import pages as accuracy
from tests import gate_page, report_page, scan_page, statistics_page
from trainlog_doctor.cli.commands import NAMES, made
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.loading import compiled, compiling
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.i18n import text
from trainlog_doctor.readers import formats as readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (
    README,
    *(ROOT / "docs" / f"{name}.md" for name in ("commands", "compare", "formats", "json", "report", "rules", "scan")),
)
SAMPLE = "sample_logs/keras3/overfit_f1_plateau/verbose1.log"

COMPARED = [f"sample_logs/keras3/{name}/verbose1.log" for name in ("stuck_0693", "interrupted")]

_BLOCK = re.compile(r"(<!-- begin: (?P<name>[\w-]+) -->\n).*?(<!-- end: (?P=name) -->)", re.DOTALL)


def printed(*arguments: str, cwd: Path = ROOT, expected: int = 0) -> str:
    """What the command line prints, in a plain terminal of 100 columns."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRAINLOG", "LC_", "LANG"))
    }
    environment |= {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "trainlog_doctor", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env=environment,
    )
    if done.returncode != expected:
        raise RuntimeError(done.stderr)
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def sample(language: str) -> str:
    """The report of the sample log."""
    return fenced(printed("analyze", SAMPLE, "--lang", language, "--color", "never"))


def beginning(language: str, heading: str) -> str:
    """The report of the sample log as far as a heading."""
    return f"{sample(language).partition(text(f'report.heading.{heading}', language))[0].rstrip()}\n```"


def comparison(language: str) -> str:
    """The comparison of two sample logs."""
    return fenced(printed("compare", *COMPARED, "--lang", language, "--color", "never"))


def sweep(language: str) -> str:
    """The scan of a small sweep, one source of which is empty."""
    arguments = ("scan", "runs/**/history.csv", "--top", "5", "--lang", language, "--color", "never")
    with scan_page.sweep() as folder:
        return fenced(printed(*arguments, cwd=folder, expected=2))


def fenced(plain: str) -> str:
    """A block of plain text."""
    return f"```text\n{plain}\n```"


def commands() -> str:
    """The help of every command."""
    return "\n\n".join(f"## {' '.join(one)}\n\n{fenced(printed(*one, '--help'))}" for one in _commands())


def _commands() -> Iterator[tuple[str, ...]]:
    for name in NAMES:
        command = made(name, "en")
        if isinstance(command, click.Group):
            yield from ((name, inner) for inner in command.commands)
        else:
            yield (name,)


def rules() -> str:
    """The table of rules."""
    head = "| code | name | severity | finds | 中文 |\n|---|---|---|---|---|"
    rows = (
        f"| {rule.id} | {rule.name} | {rule.severity} | {rule.title['en']} | {rule.title['zh']} |"
        for rule in load_pack().rules.values()
    )
    return "\n".join([head, *rows])


def formats(language: str) -> str:
    """The table of formats, in the order of their names."""
    heads = {
        "en": ("format", "what it is", "told by", "kept", "left out"),
        "zh": ("格式", "是什么", "判断依据", "保留", "略去"),
    }
    rows = (
        (f"`{name}`", *(text(f"formats.{name}.{part}", language) for part in ("what", "told_by", "kept", "left")))
        for name in sorted(readable())
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads[language], ("---",) * 5, *rows))


BLOCKS: Mapping[str, Callable[[], str]] = {
    "sample-en": lambda: sample("en"),
    "sample-zh": lambda: sample("zh"),
    "sample-head-en": lambda: beginning("en", "compared"),
    "sample-head-zh": lambda: beginning("zh", "phases"),
    "rules": rules,
    "formats-en": lambda: formats("en"),
    "formats-zh": lambda: formats("zh"),
    "report-schema": report_page.tables,
    "compare-en": lambda: comparison("en"),
    "compare-zh": lambda: comparison("zh"),
    "scan-en": lambda: sweep("en"),
    "scan-zh": lambda: sweep("zh"),
    "help": lambda: fenced(printed("--help")),
    "commands": commands,
}
"""Name of each block, and what fills it."""


def filled(content: str) -> str:
    """A page with every block made anew, but for the figures that `benchmarks.accuracy` measures."""
    return _BLOCK.sub(
        lambda block: f"{block[1]}{BLOCKS[block['name']]()}\n{block[3]}" if block["name"] in BLOCKS else block[0],
        content,
    )


if __name__ == "__main__":
    (builtin_rules() / compiled.NAME).write_text(compiling.compiled(builtin_rules()), encoding="utf-8")
    statistics_page.PAGE.write_text(statistics_page.page(), encoding="utf-8")
    gate_page.PAGE.write_text(gate_page.filled(gate_page.PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    accuracy.update()
