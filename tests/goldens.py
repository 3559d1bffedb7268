"""Expected reports. ``python -m tests.goldens`` writes them anew; look at the difference before you keep it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reporters.odd_views import ODD
from tests.reporters.sample_view import MANY, VIEW
from trainlog_doctor.reporters import REPORTERS, reporter
from trainlog_doctor.reporters.base import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.view.document import ReportView

FOLDER = Path(__file__).parent / "reporters" / "goldens"

CASES: Mapping[str, tuple[str, ReportView, Style]] = {
    "text-en-60.txt": ("text", VIEW, Style(width=60)),
    "text-en-120.txt": ("text", VIEW, Style(width=120)),
    "text-zh-60.txt": ("text", VIEW, Style(("zh",), width=60)),
    "text-zh-80.txt": ("text", VIEW, Style(("zh",))),
    "text-both-80.txt": ("text", VIEW, Style(("en", "zh"))),
    "text-en-80-colour.txt": ("text", VIEW, Style(colour=True)),
    "text-en-80-verbose.txt": ("text", VIEW, Style(detail="verbose")),
    "text-zh-80-many.txt": ("text", MANY, Style(("zh",))),
    "text-en-80-many-quiet.txt": ("text", MANY, Style(detail="quiet")),
    "text-en-80-ascii.txt": ("text", VIEW, Style(unicode=False)),
    "text-zh-80-ascii.txt": ("text", VIEW, Style(("zh",), unicode=False)),
    "text-both-120.txt": ("text", VIEW, Style(("en", "zh"), width=120)),
    "text-en-80-no-chart.txt": ("text", VIEW, Style(chart=False)),
    "text-en-80-in-brief.txt": ("text", replace(MANY, runs=MANY.runs * 2), Style()),
    **{
        f"text-{language}-{width}-{name}.txt": ("text", view, Style((language,), width=width))
        for name, view in ODD.items()
        for language, width in (("en", 80), ("zh", 60))
    },
    "text-en-80-ascii-nan-break.txt": ("text", ODD["nan-break"], Style(unicode=False)),
    "report.json": ("json", VIEW, Style()),
    "markdown-en.md": ("markdown", VIEW, Style()),
    "markdown-zh.md": ("markdown", VIEW, Style(("zh",))),
    "markdown-both-many.md": ("markdown", MANY, Style(("en", "zh"))),
    "markdown-en-verbose.md": ("markdown", VIEW, Style(detail="verbose")),
    "markdown-en-quiet.md": ("markdown", MANY, Style(detail="quiet")),
}


def rendered(name: str) -> str:
    """Render a case."""
    form, view, style = CASES[name]
    return str(reporter(REPORTERS[form])(view, style))


def main() -> None:
    """Write every golden."""
    FOLDER.mkdir(exist_ok=True)
    for name in CASES:
        (FOLDER / name).write_text(rendered(name), "utf-8")


if __name__ == "__main__":
    main()
