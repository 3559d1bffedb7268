"""The generated parts of the pages: ``python -m tests.docs`` writes them anew, a test holds them against the tool."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests import statistics_page
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.i18n import text
from trainlog_doctor.readers import formats as readable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "formats.md")
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


def fenced(plain: str) -> str:
    """A block of plain text."""
    return f"```text\n{plain}\n```"


def rules() -> str:
    """The table of rules."""
    head = "| code | name | severity | finds | 中文 |\n|---|---|---|---|---|"
    rows = (
        f"| {rule.id} | {rule.name} | {rule.severity} | {rule.title['en']} | {rule.title['zh']} |"
        for rule in load_pack(check_statistics=False).rules.values()
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
    "rules": rules,
    "formats-en": lambda: formats("en"),
    "formats-zh": lambda: formats("zh"),
    "help": lambda: fenced("\n\n".join(printed(*one, "--help") for one in ((), ("analyze",), ("convert",)))),
}
"""Name of each block, and what fills it."""


def filled(content: str) -> str:
    """A page with every block made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}{BLOCKS[block['name']]()}\n{block[3]}", content)


if __name__ == "__main__":
    statistics_page.PAGE.write_text(statistics_page.page(), encoding="utf-8")
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
