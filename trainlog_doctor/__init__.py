"""The linter for training runs: reads a training log, says whether the run is all right and which epoch to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.api import diagnose as diagnose
    from trainlog_doctor.api import read as read

__version__ = "0.1.0"
__all__ = ["diagnose", "read"]


def __getattr__(name: str) -> object:
    """Import the interface for Python programs when it is first used, so that the command line does not pay for it."""
    if name in __all__:
        from trainlog_doctor import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)


def __dir__() -> list[str]:
    """Name the interface too, for those who look for it in a console."""
    return sorted({*globals(), *__all__})
