"""The generated parts of README.md: ``python -m tests.docs`` writes them anew, a test holds them against the tool."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.engine.pack import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SAMPLE = "sample_logs/keras3/overfit_f1_plateau/verbose1.log"

_BLOCK = re.compile(r"(<!-- begin: (?P<name>[\w-]+) -->\n).*?(<!-- end: (?P=name) -->)", re.DOTALL)


def printed(*arguments: str) -> str:
    """What the command line prints, in a plain terminal of 100 columns."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRAINLOG", "LC_", "LANG"))
    }
    environment |= {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "trainlog_doctor", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env=environment,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def sample(language: str) -> str:
    """The report of the sample log."""
    return fenced(printed("analyze", SAMPLE, "--lang", language, "--color", "never"))


def fenced(text: str) -> str:
    """A block of plain text."""
    return f"```text\n{text}\n```"


def rules() -> str:
    """The table of rules."""
    head = "| code | name | severity | finds | 中文 |\n|---|---|---|---|---|"
    rows = (
        f"| {rule.id} | {rule.name} | {rule.severity} | {rule.title['en']} | {rule.title['zh']} |"
        for rule in load_pack(check_statistics=False).rules.values()
    )
    return "\n".join([head, *rows])


BLOCKS: Mapping[str, Callable[[], str]] = {
    "sample-en": lambda: sample("en"),
    "sample-zh": lambda: sample("zh"),
    "rules": rules,
    "help": lambda: fenced(printed("--help") + "\n\n" + printed("analyze", "--help")),
}
"""Name of each block, and what fills it."""


def filled(text: str) -> str:
    """The page with every block made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}{BLOCKS[block['name']]()}\n{block[3]}", text)


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
