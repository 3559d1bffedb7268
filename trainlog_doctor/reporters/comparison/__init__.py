"""The forms that a comparison can take. A new one is a module here and its line in the registry."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.comparison.document import ComparisonView

COMPARISONS: Mapping[str, str] = {
    "text": "terminal",
    "json": "json_v1",
    "markdown": "markdown",
    "html": "html",
}
"""Name of the format to its module, which has a function ``render``."""


class RenderComparison(Protocol):
    """A reporter of comparisons: a pure function from a view to text."""

    def __call__(self, view: ComparisonView, style: Style) -> str:
        """Lay a view out as text that ends with a line end."""
        ...


def comparison_reporter(name: str) -> RenderComparison:
    """Import a reporter."""
    return cast("RenderComparison", importlib.import_module(f"{__name__}.{COMPARISONS[name]}").render)
