"""The nearest settings file: ``trainlog-doctor.toml``, or a ``pyproject.toml`` with our table in it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.settings.model import OWN_FILE, PROJECT_FILE, TABLE, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 4 << 20
"""No settings are that long."""


def find_settings(start: str | Path) -> Settings:
    """Read the settings that are in force in a directory: those of the nearest file there or above.

    Parameters
    ----------
    start
        Absolute path of the directory.

    Returns
    -------
    Settings
        Without a ``path`` where no directory has settings. What is wrong with the file stands in ``faults``.
    """
    for path in _candidates(os.fspath(start)):
        # What a closed folder holds nobody knows; a pipe or a device would never let go.
        if not os.path.isfile(path):  # noqa: PTH113 - the page of a rule does not pay for importing pathlib
            continue
        own = path.endswith(OWN_FILE)
        try:
            content = _content(path)
        except OSError as error:
            # Of a pyproject.toml nobody knows whether it is about us.
            if own:
                return _unreadable(path, error)
            continue
        if own or TABLE in content:
            # The reader, and with it the parser of TOML, is imported only where there is something to read.
            from pathlib import Path

            from trainlog_doctor.settings.reading import read_settings

            return read_settings(Path(path), content)
    return Settings()


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content


def _unreadable(path: str, error: OSError) -> Settings:
    from pathlib import Path

    problem = error.strerror or type(error).__name__
    return Settings(Path(path), faults=(DoctorError("settings.unreadable", path=path, line=1, problem=problem),))


def _candidates(folder: str) -> Iterator[str]:
    yield from (os.path.join(folder, name) for name in (OWN_FILE, PROJECT_FILE))  # noqa: PTH118 - as above
    above = os.path.dirname(folder)  # noqa: PTH120 - as above
    if above != folder:
        yield from _candidates(above)
