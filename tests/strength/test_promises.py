"""The page of promises: every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/promises.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    # State machines are tests by assignment: TestX = X.TestCase.
    return found | {ast.unparse(node.targets[0]) for node in tree.body if isinstance(node, ast.Assign)}


def test_every_test_that_the_page_names_exists() -> None:
    assert [(file, name) for file, name in NAMED if name not in functions(ROOT / file)] == []


def test_every_promise_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith(("|---", "| promise"))]
    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py::\w+`", row)] == []


def test_every_test_of_strength_is_a_promise() -> None:
    named = {name for _, name in NAMED}
    files = ("test_attacks.py", "test_faults.py", "test_outputs.py", "test_safety.py")
    own = {name for file in files for name in functions(Path(__file__).with_name(file)) if name.startswith("test_")}
    assert own - named == {"test_what_would_execute_is_found", "test_every_kind_of_output_is_checked"}
