"""How Chinese is set, in the catalogues and in the rules: punctuation, blanks beside Latin letters, form of address."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import trainlog_doctor
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.view.rule_page import rule_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.rule import Rule

CATALOGUES = sorted((Path(trainlog_doctor.__file__).parent / "i18n" / "zh").glob("*.json"))
PACK = load_pack()
RULES = tuple(PACK.rules.values())

HAN = "[\u3400-\u9fff]"
FAULTS = {
    "half-width punctuation between Chinese": rf"{HAN} ?[,;:?!]\s*{HAN}|{HAN}[;?!]|{HAN}[,:](?!\w)",
    "half-width full stop": rf"{HAN}\.(?:\s|$)",
    "half-width brackets around Chinese": rf"\({HAN}|{HAN}\)",
    "no blank between Chinese and Latin": rf"{HAN}[A-Za-z0-9`]|[A-Za-z0-9`%]{HAN}",
    "no blank between Chinese and a sign": rf"{HAN}[-+][0-9]",
    "blank beside full-width punctuation": r"[，。；：？！、（）“”] +(?=\S)|\S +[，。；：？！、）]",
    "polite form of address": "您",
}
"""What must not be found, by the name of the fault."""

CODE = re.compile(r"`[^`]*`")
WORDS_AROUND = re.compile(r"\{[^{}?]*\?([^{}]*)\}")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def bare(sentence: str) -> str:
    """Leave only what is set as Chinese: code keeps its marks alone, placeholders become a sign that no fault names."""
    return PLACEHOLDER.sub("·", WORDS_AROUND.sub(r"\1", CODE.sub("``", sentence)))


def faults(sentence: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if re.search(pattern, bare(sentence))]


def sentences(rule: Rule) -> Iterator[str]:
    """Every Chinese sentence of a rule, the explanation as a page shows it."""
    yield from (rule.title["zh"], rule.message["zh"], *rule.advice["zh"], *rule.false_positives["zh"])
    yield from rule_page(rule).explanation["zh"].split("\n\n")
    for param in rule.params.values():
        yield from (param.doc["zh"], param.source["zh"])


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogues_are_well_set(path: Path) -> None:
    wrong = {key: found for key, sentence in json.loads(path.read_text("utf-8")).items() if (found := faults(sentence))}
    assert wrong == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_are_well_set(rule: Rule) -> None:
    assert {sentence: found for sentence in sentences(rule) if (found := faults(sentence))} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "损失,上升",
        "损失:上升",
        "上升了吗?",
        "损失上升.",
        "损失(训练)",
        "第7 轮",
        "第 7轮",
        "用Adam",
        "`loss`上升",
        "您好",
        "5%左右",
    ],
)
def test_a_fault_is_found(sentence: str) -> None:
    assert faults(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "第 7 轮的 `val_f1` 为 0.81。",
        "第 {n} 轮{t:?，耗时 ~}。",
        "（`键: 值`）",
        "约 5%，偏高",
        "“improved”：",
        "{a}：{b}",
    ],
)
def test_what_is_well_set_is_left_alone(sentence: str) -> None:
    assert faults(sentence) == []
