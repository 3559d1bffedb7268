"""What file systems elsewhere call their errors, as those of an operating system and as ours."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.os_errors import worded as worded_here

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_FOUND = 404
_QUOTED = 200
"""Characters of what a file system says that an error repeats."""


@contextmanager
def worded(address: str) -> Iterator[None]:
    """Say what went wrong with an address.

    Raises
    ------
    SourceError
        ``missing``, ``permission`` or ``unreadable``.
    """
    with worded_here(address):
        try:
            with as_os_error():
                yield
        except FileNotFoundError as error:
            raise _absent(error.__cause__, address) from error


def _absent(cause: BaseException | None, address: str) -> SourceError:
    """Tell a file that is not there from a server that does not answer or refuses: fsspec calls all of them absent."""
    status = getattr(cause, "status", _NOT_FOUND)
    if (isinstance(cause, OSError) and not isinstance(cause, FileNotFoundError)) or status != _NOT_FOUND:
        return SourceError("unreadable", path=address, problem=_told(cause))
    return SourceError("missing", path=address)


def _told(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {error}"[:_QUOTED]


@contextmanager
def as_os_error() -> Iterator[None]:
    """Turn whatever a file system raises into an OSError; our own errors stay."""
    try:
        yield
    except (OSError, SourceError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, _told(error)) from error
