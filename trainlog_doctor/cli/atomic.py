"""Files that appear whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: str, content: bytes) -> None:
    """Write a file under another name beside it, then put it in its place; a link stays a link.

    What is no ordinary file (a pipe, ``/dev/stderr``) is written to directly.

    Raises
    ------
    OSError
        It could not be written; what was there before is unchanged.
    """
    # Not resolved: a pipe behind /dev/stdout has no path of its own.
    if Path(path).exists() and not Path(path).is_file():
        Path(path).write_bytes(content)
        return
    target = Path(path).resolve()
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        draft.write_bytes(content)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
