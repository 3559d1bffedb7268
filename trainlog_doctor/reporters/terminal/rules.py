"""Rules for a terminal: the page of one, and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import (
    LOOKS,
    QUIET,
    STRONG,
    bare_table,
    draw,
    heading,
    indented,
    label,
    lines,
    listed,
    plain,
)
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.rule_list import RuleLine
    from trainlog_doctor.view.rule_page import RulePage


def render_page(page: RulePage, style: Style) -> str:
    """Lay the page of a rule out."""
    return draw(_page(page, style), style)


def render_list(rules: Iterable[RuleLine], style: Style) -> str:
    """Lay the list of rules out, one a row."""
    table = bare_table()
    for rule in rules:
        severity = plain(label(rule.severity_label, style), LOOKS[rule.severity])
        table.add_row(plain(rule.code), severity, plain(rule.name), lines(rule.title, style))
    return draw([table], style)


def _page(page: RulePage, style: Style) -> Iterator[Block]:
    yield Flow(Line((f"{page.code} {page.name}", STRONG), f"  {label(page.title, style)}"))
    yield from (lines(fact, style, QUIET) for fact in page.facts)
    yield plain("")
    yield lines(page.explanation, style)
    for section in page.sections:
        yield heading(section.heading, style)
        yield indented(listed(("•", lines(paragraph, style)) for paragraph in section.paragraphs))
