"""``docs/gate.md``: its commands run in order in one folder, each followed by what it printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gate.md"

_BLOCK = re.compile(r"(?P<head>```sh\n(?P<commands>.*?)```\n)(?P<output>\n```text\n.*?```\n)?", re.DOTALL)


def commands(content: str) -> list[str]:
    """The blocks of commands, in their order."""
    return [match["commands"] for match in _BLOCK.finditer(content)]


def filled(content: str) -> str:
    """The page with every output made anew."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        _tool(scratch / "bin")
        (scratch / "project").mkdir()
        (scratch / "project" / "sample_logs").symlink_to(ROOT / "sample_logs")
        return _BLOCK.sub(lambda match: _with_output(match, scratch), content)


def _with_output(match: re.Match[str], scratch: Path) -> str:
    printed = _printed(match["commands"], scratch)
    return match["head"] + (f"\n```text\n{printed}```\n" if match["output"] else "")


def _tool(folder: Path) -> None:
    folder.mkdir()
    command = folder / "trainlog-doctor"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m trainlog_doctor "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def _printed(block: str, scratch: Path) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("TRAINLOG", "LC_", "LANG"))}
    environment = plain | {
        "PATH": f"{scratch / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", block],
        check=False,
        cwd=scratch / "project",
        encoding="utf-8",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
