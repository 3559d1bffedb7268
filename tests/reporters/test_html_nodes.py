"""No text of a log can become markup: not as content, not in an attribute, not in embedded data."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporters.page_parts import parsed, text_of
from trainlog_doctor.reporters.html.nodes import Html, join, legible, tag
from trainlog_doctor.reporters.html.pieces import embedded, said, sentence

TRICKS = (
    "<img onerror=x>",
    "</script>",
    "<!--",
    "]]>",
    "&lt;",
    "&#x3c;",
    '" onclick="x',
    "'",
    "\u202e",
    "\u2028",
    "`<b>`",
)
HOSTILE = st.text() | st.sampled_from(TRICKS)
SHELL = "<!DOCTYPE html><html><head><title>x</title></head><body>{}</body></html>"


@given(HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    (made,) = parsed(SHELL.format(tag("p", text))).iter("p")
    assert len(made) == 0
    assert text_of(made) == legible(text)


@given(HOSTILE)
def test_an_attribute_stays_one_attribute(text: str) -> None:
    (made,) = parsed(SHELL.format(tag("p", title=text))).iter("p")
    assert made.attrib == {"title": legible(text)}


@given(HOSTILE)
def test_a_text_in_two_languages_makes_nothing_but_spans_and_code(text: str) -> None:
    (made,) = parsed(SHELL.format(sentence({"en": text, "zh": text + "。"}))).iter("p")
    assert {node.tag for node in made.iter()} <= {"p", "span", "code"}
    assert text_of(made) == legible(text).replace("`", "") * 2 + "。"


JSON = st.recursive(
    HOSTILE | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_embedded_data_come_out_as_they_went_in(data: object) -> None:
    (made,) = parsed(SHELL.format(embedded(data, "x"))).iter("script")
    assert json.loads(made.text or "") == data


@given(HOSTILE)
def test_embedded_data_have_no_sign_that_means_something_in_html_or_javascript(text: str) -> None:
    content = embedded({text: text}, "x").partition(">")[2].rpartition("</")[0]
    assert content.isascii()
    assert not set("<>&") & set(content)


@pytest.mark.parametrize(
    ("value", "written"),
    [(float("nan"), '"nan"'), (float("-inf"), '"-inf"'), (0.5, "0.5"), (2, "2"), (1e300, "1e+300"), (None, "null")],
)
def test_numbers_are_numbers_and_what_json_lacks_is_a_word(value: object, written: str) -> None:
    assert f">[{written}]<" in embedded([value], "x")


def test_markup_joined_with_text_is_text_again() -> None:
    assert join((tag("b", "x") + "<i>",)) == "&lt;b&gt;x&lt;/b&gt;&lt;i&gt;"
    assert isinstance(tag("b"), Html)


def test_nothing_and_false_leave_no_trace() -> None:
    assert tag("p", None, [None, ()], class_=None, hidden=False, data_on=True) == "<p data-on></p>"


def test_a_text_that_is_the_same_in_every_language_stands_once() -> None:
    assert said({"en": "`loss`", "zh": "`loss`"}) == "<code>loss</code>"
