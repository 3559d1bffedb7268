from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import trainlog_doctor
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n import LANGUAGES, explain_error, has, text, translations
from trainlog_doctor.i18n.formatting import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(trainlog_doctor.__file__).parent
FOLDER = PACKAGE / "i18n"
TOPICS = sorted({path.stem for language in LANGUAGES for path in (FOLDER / language).glob("*.json")})


def read(topic: str, language: str) -> dict[str, str]:
    pairs = json.loads((FOLDER / language / f"{topic}.json").read_text("utf-8"), object_pairs_hook=list)
    assert len(dict(pairs)) == len(pairs), "a key stands twice"
    return dict(pairs)


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_sentences_with_the_same_placeholders(topic: str) -> None:
    english, chinese = read(topic, "en"), read(topic, "zh")
    assert list(english) == list(chinese)
    different = [key for key in english if placeholders(english[key]) != placeholders(chinese[key])]
    assert different == []


@pytest.mark.parametrize("topic", TOPICS)
def test_chinese_sentences_use_chinese_punctuation(topic: str) -> None:
    wide = "[\u4e00-\u9fff]"
    faulty = re.compile(rf"{wide}[,;?!](?!\w)|{wide}\.( |$)|\({wide}|{wide}\)")
    assert [key for key, sentence in read(topic, "zh").items() if faulty.search(sentence)] == []


def calls(*names: str) -> Iterator[tuple[str, str]]:
    """Literal first arguments of the calls of these names in the package, with their place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in names and isinstance(node.args[0].value, str):
                yield node.args[0].value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_every_error_that_the_code_raises_has_its_sentence() -> None:
    raised = list(calls("DoctorError", "UsageError", "SourceError", "FormatError"))
    assert len(raised) > 10
    unworded = [place for key, place in raised if not has(key if "." in key else f"errors.{key}")]
    assert unworded == []


def test_every_notice_that_readers_make_has_its_sentence() -> None:
    assert [f"{key} {place}" for key, place in calls("Notice") if not has(key)] == []


def test_an_error_is_told_in_every_language() -> None:
    told = explain_error(DoctorError("unknown_run", given="fold 9", legal="fold 1"))
    assert set(told) == set(LANGUAGES)
    assert all("fold 9" in sentence for sentence in told.values())


def test_names_are_listed_as_each_language_lists_them() -> None:
    told = explain_error(DoctorError("unknown_run", given="c", legal=["a", "b"]))
    assert "a, b" in told["en"]
    assert "a、b" in told["zh"]


@pytest.mark.parametrize(
    "key", ["unknown_rule", "unknown_param", "rules.unknown_key", "rules.unknown_word", "rules.unknown_param"]
)
def test_a_suggestion_is_a_sentence_of_its_own_where_there_is_one(key: str) -> None:
    def told(near: str) -> dict[str, str]:
        data = {"rule": "TD101", "given": "x", "key": "x", "legal": "", "path": "a", "line": 1, "column": 1}
        return dict(explain_error(DoctorError(key, **data, near=near)))

    for language, stop, question in (("en", ". ", "Did you mean “{}”?"), ("zh", "。", "你是不是想写“{}”？")):
        with_words, without = told("overfitting")[language], told("")[language]
        assert stop + question.format("overfitting") in with_words
        assert len(without) <= len(with_words) - len(question.format("overfitting"))
        assert not {"?", "？"} & set(without)


@pytest.mark.parametrize("key", ["bad_param", "rules.out_of_bounds"])
def test_only_bounds_that_there_are_are_named(key: str) -> None:
    data = {"rule": "TD101", "param": "p", "given": "9", "path": "a", "line": 1, "column": 1, "low": 0}
    open_above, closed = (explain_error(DoctorError(key, **data, high=high)) for high in (None, 5))
    for language in LANGUAGES:
        assert "?" not in open_above[language]
        assert "5" in closed[language]


def test_a_key_with_a_topic_is_looked_up_there() -> None:
    assert explain_error(DoctorError("sources.cut", problem="EOF"))["en"].startswith("The compressed file")


def test_a_key_that_no_catalogue_has_is_shown_instead_of_failing() -> None:
    assert text("nothing.here", "en") == "nothing.here"
    assert not has("nothing.here")


def test_translations_carry_the_same_numbers() -> None:
    told = translations("report.fact.epochs_planned", {"count": 14, "planned": 50})
    assert all(re.findall(r"\d+", sentence) == ["14", "50"] for sentence in told.values())
