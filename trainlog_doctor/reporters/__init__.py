"""The forms that a report can take. A new one is a module here and its line in the registry.

Reporters are named without being imported, so that a list of formats costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.reporters.base import Render

REPORTERS: Mapping[str, str] = {
    "text": "terminal",
    "json": "json_v1",
    "html": "html",
    "markdown": "markdown",
    "junit": "junit",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
}
"""Name of the format to its module, which has a function ``render``."""


def reporter(name: str) -> Render:
    """Import a reporter."""
    return cast("Render", importlib.import_module(f"{__name__}.{REPORTERS[name]}").render)
