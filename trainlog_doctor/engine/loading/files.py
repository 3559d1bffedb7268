"""Where rule files are: the built-in folder, and a user's own files and folders.

Paths are text here as long as nobody reads YAML: the page of a rule takes as long as importing pathlib.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ENDINGS = (".yaml", ".yml")


@cache
def builtin_folder() -> str:
    """Folder of the built-in pack: inside an installed package, or beside the package in a checkout."""
    package = os.path.realpath(f"{__file__}/../../..")
    shipped = f"{package}{os.sep}rules"
    return shipped if os.path.isdir(shipped) else f"{os.path.dirname(package)}{os.sep}rules"  # noqa: PTH112, PTH120


def builtin_rules() -> Path:
    """The same folder as a path."""
    from pathlib import Path

    return Path(builtin_folder())


def rule_files(path: Path) -> list[Path]:
    """Files of a folder and everything below it, or the file itself."""
    from pathlib import Path

    return sorted(path / name for name in names_below(path)) if path.is_dir() else [Path(path)]


def names_below(folder: str | Path) -> Sequence[str]:
    """Names of a folder's rule files, relative to it and with slashes, in their order."""
    top = os.fspath(folder)
    found = ((at[len(top) :], name) for at, _, names in os.walk(top) for name in names if name.endswith(_ENDINGS))
    return sorted(
        (f"{at}/{name}".replace(os.sep, "/").lstrip("/") for at, name in found), key=lambda one: one.split("/")
    )
