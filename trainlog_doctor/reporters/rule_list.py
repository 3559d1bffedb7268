"""The list of rules as JSON and as a Markdown table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import escaped
from trainlog_doctor.reporters.markdown.neutral import label, prose
from trainlog_doctor.reporters.markdown.pieces import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.rule_list import RuleLine


def rules_json(rows: Sequence[dict[str, object]]) -> str:
    """One object a rule; texts by language."""
    document = {"schema": "trainlog-doctor-rules/1", "rules": list(rows)}
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def rules_markdown(lines: Sequence[RuleLine], words: Mapping[str, Text], style: Style) -> str:
    """A table, one row a rule, with a column of titles for each language of the style.

    Parameters
    ----------
    words
        Headings, as `list_words` gives them.
    """
    titles = [prose(words["title"][language]) for language in style.languages]
    head = [*(label(words[name], style) for name in ("code", "name", "severity")), *titles]
    return table(head, [_row(line, style) for line in lines]) + "\n"


def _row(line: RuleLine, style: Style) -> Sequence[str]:
    titles = (prose(line.title[language]) for language in style.languages)
    return (line.code, line.name, label(line.severity_label, style), *titles)
