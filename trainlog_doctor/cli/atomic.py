"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_whole(path: str, content: Iterable[bytes]) -> None:
    """Write a file piece by piece under another name beside it, then put it in its place; a link stays a link.

    What is protected from writing stays, though its folder would let it be replaced.

    What is no ordinary file (a pipe, ``/dev/stderr``) is written to directly.

    Raises
    ------
    OSError
        It could not be written; what was there before is unchanged.
    """
    from pathlib import Path

    # Not resolved: a pipe behind /dev/stdout has no path of its own.
    if Path(path).exists() and not Path(path).is_file():
        _write(Path(path), content)
        return
    target = Path(os.path.realpath(path))
    if target.is_symlink():  # in a loop of such
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        _write(draft, content)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _write(path: Path, content: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(content)
