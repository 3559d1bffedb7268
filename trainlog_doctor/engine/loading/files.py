"""Rule files from disk: the built-in folder and a user's own files and folders, as documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.document import Faults, ListNode, Node, Place, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_ENDINGS = ("*.yaml", "*.yml")
_TESTS = "\ntests:\n"


def builtin_rules() -> Path:
    """Folder of the built-in pack: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent.parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def rule_files(path: Path) -> list[Path]:
    """Files of a folder and everything below it, or the file itself."""
    return sorted(file for ending in _ENDINGS for file in path.rglob(ending)) if path.is_dir() else [path]


def read_documents(
    paths: Sequence[Path], faults: Faults, *, known: Collection[Path] = (), cut_tests: bool = False
) -> Iterator[Node]:
    """Read the documents of files and folders, each file once; a file may hold a list of rules.

    Parameters
    ----------
    known
        Files that have been read already, as absolute paths.
    cut_tests
        Leave out what follows a line ``tests:``: more than half of a rule file, and of no use for judging runs.
    """
    files = {file.resolve(): file for path in reversed(paths) for file in reversed(rule_files(path))}
    for resolved, file in reversed(files.items()):
        text = None if resolved in known else _text(file, faults)
        if text is None:
            continue
        node = parse(text.partition(_TESTS)[0] if cut_tests else text, str(file), faults)
        if node is not None:
            yield from node.items if isinstance(node, ListNode) else (node,)


def _text(file: Path, faults: Faults) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.add("unreadable", Place(str(file), 1, 1), problem=type(error).__name__)
        return None
