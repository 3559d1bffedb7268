"""The list of rules as JSON and as a Markdown table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.rule_page import RulePage

_LANGUAGE_NAMES = {"en": "English", "zh": "中文"}


def rules_json(rows: Sequence[dict[str, object]]) -> str:
    """One object a rule; texts by language."""
    return json.dumps({"schema": "trainlog-doctor-rules/1", "rules": list(rows)}, ensure_ascii=False, indent=2) + "\n"


def rules_markdown(pages: Iterable[RulePage], style: Style) -> str:
    """A table, one row a rule, with a column of titles for each language of the style."""
    titles = " | ".join(_LANGUAGE_NAMES[language] for language in style.languages)
    head = [f"| code | name | severity | {titles} |", "|---|---|---|" + "---|" * len(style.languages)]
    return "\n".join([*head, *(_row(page, style) for page in pages)]) + "\n"


def _row(page: RulePage, style: Style) -> str:
    titles = " | ".join(page.title[language].replace("|", "\\|") for language in style.languages)
    return f"| {page.code} | {page.name} | {page.severity} | {titles} |"
