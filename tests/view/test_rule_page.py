from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.view.rule_page import rule_page

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack


def test_no_page_has_a_hole_where_only_a_run_has_a_value(pack: Pack) -> None:
    """Chinese asks with a full-width question mark, so a half-width one is a value that was not there."""
    for rule in pack.rules.values():
        sections = [section for section in rule_page(rule).sections if section.heading["en"] != "References"]
        told = "".join(text["zh"] for section in sections for text in section.paragraphs)
        assert "?" not in told, rule.id


@pytest.mark.parametrize(
    ("block", "flowing"),
    [
        ("训练\n损失", "训练损失"),
        ("设\n`verbose=1`", "设 `verbose=1`"),
        ("第 7\n轮", "第 7 轮"),
        ("损失，\n`val_loss`", "损失，`val_loss`"),
        ("`val_loss`\n（见 TD101）", "`val_loss`（见 TD101）"),
        ("称为\n“过拟合”", "称为“过拟合”"),
        ("the validation\nloss\n\nrises", "the validation loss\n\nrises"),
    ],
)
def test_line_ends_inside_a_paragraph_leave_a_blank_only_beside_latin(pack: Pack, block: str, flowing: str) -> None:
    rule = replace(pack.rules["TD102"], explain={"en": block, "zh": block})
    assert rule_page(rule).explanation["zh"] == flowing


def test_the_source_of_a_threshold_is_told_in_the_language_of_the_page(pack: Pack) -> None:
    rule = pack.rules["TD102"]
    param = replace(rule.params["patience"], source={"en": "measured", "zh": "实测"})
    page = rule_page(replace(rule, params={"patience": param}))
    (section,) = [section for section in page.sections if section.heading["en"] == "Thresholds"]
    (row,) = section.paragraphs
    assert row["en"].endswith("Source: measured")
    assert row["zh"].endswith("来源：实测")
