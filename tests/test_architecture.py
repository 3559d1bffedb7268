"""Cheap checks of the house; the import contracts themselves are checked by lint-imports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "trainlog_doctor").rglob("*.py"))
PAGES = [page for name in ("ARCHITECTURE.md", "CONTRIBUTING.md") if (page := ROOT / name).exists()]
MOST_LINES = 250


@pytest.mark.parametrize("name", ["utils", "util", "helpers", "helper", "common", "misc", "tools"])
def test_no_module_is_called_after_nothing_in_particular(name: str) -> None:
    assert [path for path in MODULES if name in (path.stem, *path.relative_to(ROOT).parts[:-1])] == []


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path in MODULES if not path.read_text(encoding="utf-8").lstrip().startswith('"""')] == []


def exists(path: str) -> bool:
    """A path of the repository or the package, or a module's bare name; ``*`` and ``<…>`` stand for any name."""
    pattern = re.sub(r"<[^>]*>", "*", path).rstrip("/")
    package = ROOT / "trainlog_doctor"
    found = [base.glob(pattern) for base in (ROOT, package, package / "engine")]
    bare = [] if "/" in path else [package.rglob(pattern)]
    return any(next(paths, None) for paths in (*found, *bare))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`([\w.<>*/-]+/[\w.<>*/-]*|[\w-]+\.(?:py|toml|md|yaml))`", page.read_text(encoding="utf-8"))
    assert named
    assert [path for path in named if not exists(path)] == []
