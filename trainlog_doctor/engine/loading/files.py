"""Where rule files are: the built-in folder, and a user's own files and folders."""

from __future__ import annotations

import os
from pathlib import Path

_ENDINGS = (".yaml", ".yml")


def builtin_rules() -> Path:
    """Folder of the built-in pack: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent.parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def rule_files(path: Path) -> list[Path]:
    """Files of a folder and everything below it, or the file itself."""
    if not path.is_dir():
        return [path]
    return sorted(Path(at, name) for at, _, names in os.walk(path) for name in names if name.endswith(_ENDINGS))
