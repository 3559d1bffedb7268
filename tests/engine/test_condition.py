from __future__ import annotations

import pytest

from trainlog_doctor.engine.condition import ConditionSyntaxError, Junction, Not, holds, names, parse

A, B, C = "a", "b", "c"


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_and_and_or_are_three_valued_as_in_sql(
    a: bool | None, b: bool | None, both: bool | None, either: bool | None
) -> None:
    values = {"a": a, "b": b}
    assert holds(parse("a and b"), values.get) is both
    assert holds(parse("a or b"), values.get) is either


@pytest.mark.parametrize(("a", "inverse"), [(True, False), (False, True), (None, None)])
def test_not_leaves_unknown_unknown(a: bool | None, inverse: bool | None) -> None:
    assert holds(parse("not a"), {"a": a}.get) is inverse


def test_unknown_does_not_reach_past_a_decisive_part() -> None:
    values = {"a": False, "b": None, "c": True}
    assert holds(parse("b and (a or b) and not c"), values.get) is False
    assert holds(parse("not (b and a)"), values.get) is True


def test_what_can_no_longer_decide_is_not_asked_for() -> None:
    asked = []

    def known(name: str) -> bool:
        asked.append(name)
        return name == "a"

    assert holds(parse("(a or b) and c and d"), known) is False
    assert asked == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", Junction("or", (A, Junction("and", (B, C))))),
        ("(a or b) and c", Junction("and", (Junction("or", (A, B)), C))),
        ("not a and b", Junction("and", (Not(A), B))),
        ("not (a and b)", Not(Junction("and", (A, B)))),
        ("not not a", Not(Not(A))),
        ("a and b and c", Junction("and", (A, B, C))),
        ("  ((a))  ", A),
        ("a\n  and b", Junction("and", (A, B))),
        ("android or order or note", Junction("or", ("android", "order", "note"))),
    ],
)
def test_not_binds_stronger_than_and_and_and_stronger_than_or(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", ""),
        ("a and", ""),
        ("a b", "b"),
        ("and a", "and"),
        ("a or or b", "or"),
        ("not", ""),
        ("(a", ""),
        ("(a b", "b"),
        ("a)", ")"),
        ("()", ")"),
        ("a & b", "&"),
        ("a > 3", ">"),
        ("3", "3"),
        ("a AND b", "AND"),
        ("a.b", "."),
        ("__import__('os')", "("),
    ],
)
def test_anything_else_is_refused_at_its_first_wrong_token(text: str, token: str) -> None:
    with pytest.raises(ConditionSyntaxError) as caught:
        parse(text)
    assert caught.value.args[0] == token


@pytest.mark.parametrize(
    "text", ["(" * 199 + "a", "(" * 90 + "a" + ")" * 90, "not " * 5000 + "a", "a or " * 5000 + "a"]
)
def test_absurd_conditions_are_refused_without_deep_recursion(text: str) -> None:
    with pytest.raises(ConditionSyntaxError):
        parse(text)


def test_nesting_that_a_person_might_write_is_read() -> None:
    assert parse("(" * 30 + "a" + ")" * 30) == A


def test_names_come_in_written_order_with_repeats() -> None:
    assert names(parse("b and (a or not b) and c")) == ("b", "a", "b", "c")
