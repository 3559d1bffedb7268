"""The nearest settings file: ``trainlog-doctor.toml``, or a ``pyproject.toml`` with our table in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.settings.model import OWN_FILE, PROJECT_FILE, TABLE, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def find_settings(start: Path) -> Settings:
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
    for path, content in _candidates(start):
        if path.name == OWN_FILE or TABLE in content:
            # The reader, and with it the parser of TOML, is imported only where there is something to read.
            from trainlog_doctor.settings.reading import read_settings

            return read_settings(path, content)
    return Settings()


def _candidates(start: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in (start, *start.parents):
        for name in (OWN_FILE, PROJECT_FILE):
            try:
                yield folder / name, (folder / name).read_bytes()
            except OSError:
                continue
