from __future__ import annotations

import copy
import dataclasses
import math
import pickle
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pytest

from trainlog_doctor.record import asdict, dataclass, field, replace


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    name: str
    size: int = 3
    parts: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ours:
    name: str
    size: int = 3
    parts: dict[str, int] = field(default_factory=dict)


@dataclass
class Loose:
    name: str
    parts: list[int] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Identity:
    name: str

    def __repr__(self) -> str:
        return "own"


EITHER = (dataclass, dataclasses.dataclass)
GIVEN: list[tuple[tuple[object, ...], dict[str, object]]] = [
    (("a",), {}),
    (("a", 4), {}),
    (("a",), {"parts": {"b": 1}}),
    ((), {"size": 1, "name": "a"}),
]
WRONG: list[tuple[tuple[object, ...], dict[str, object]]] = [
    ((), {}),
    (("a", 1, {}, 2), {}),
    (("a",), {"name": "b"}),
    (("a",), {"other": 1}),
]


@pytest.mark.parametrize(("given", "named"), GIVEN)
def test_a_value_is_made_shown_and_taken_apart_as_the_standard_librarys(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    theirs, ours = Theirs(*given, **named), Ours(*given, **named)  # type: ignore[arg-type]
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [field.name for field in dataclasses.fields(ours)] == ["name", "size", "parts"]


@pytest.mark.parametrize(("given", "named"), WRONG)
def test_wrong_arguments_are_refused_with_the_same_words(given: tuple[object, ...], named: dict[str, object]) -> None:
    told = []
    for kind in (Theirs, Ours):
        with pytest.raises(TypeError) as error:
            kind(*given, **named)  # type: ignore[arg-type]
        told.append(str(error.value).replace(kind.__name__, ""))
    assert told[0] == told[1]


def test_values_are_equal_by_what_they_hold_and_only_within_a_class() -> None:
    assert Ours("a") == Ours("a", 3)
    assert Ours("a") != Ours("a", 4)
    assert Ours("a") != Theirs("a")  # type: ignore[comparison-overlap]
    assert Identity("a") != Identity("a")
    assert hash(Identity("a")) != hash(Identity("b"))


@pytest.mark.parametrize("make", EITHER)
def test_a_value_equals_itself_whatever_it_holds(make: Any) -> None:  # noqa: ANN401
    class Plain:
        size: object

    one, empty = make(Plain), make(type("Empty", (), {}))
    for held in (math.nan, np.array([1, 2])):
        assert one(held) == one(held)
    assert one(math.nan) != one(float("nan"))
    assert empty() == empty()


@pytest.mark.parametrize("make", EITHER)
def test_a_frozen_class_with_its_own_equality_can_be_hashed(make: Any) -> None:  # noqa: ANN401
    class Plain:  # noqa: PLW1641 - what is asked
        size: int

        def __eq__(self, other: object) -> bool:
            return True

    own = make(frozen=True)(Plain)
    assert hash(own(1)) == hash(own(1))
    assert own(1) == own(2)


def test_a_frozen_value_can_be_hashed_and_another_one_cannot() -> None:
    assert hash(Ours("a", 1, ())) == hash(Ours("a", 1, ()))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Loose("a"))


def test_a_frozen_value_cannot_be_changed() -> None:
    value = Ours("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.size = 1  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.size
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(value, "other", 1)
    assert dataclasses.replace(value, size=1) == Ours("a", 1)


def test_every_value_gets_a_default_of_its_own() -> None:
    first, second = Loose("a"), Loose("a")
    first.parts.append(1)
    assert second.parts == []


@pytest.mark.parametrize("value", [Ours("a", 1, {"b": 2}), Loose("a", [1]), Theirs("a")], ids=repr)
def test_values_can_be_copied_and_sent_to_other_processes(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == copy.copy(value) == value  # noqa: S301


def test_patterns_match_by_position() -> None:
    match Ours("a", 5):
        case Ours(name, size):
            assert (name, size) == ("a", 5)


def test_what_a_class_defines_itself_stays() -> None:
    assert repr(Identity("a")) == "own"


def test_a_constructor_is_compiled_when_many_values_are_made_and_makes_the_same_ones() -> None:
    @dataclass(slots=True)
    class Fresh:
        name: str
        parts: list[int] = field(default_factory=list)

    first = vars(Fresh)["__init__"]
    values = [Fresh("a") for _ in range(100)]
    compiled = vars(Fresh)["__init__"]
    assert compiled is not first
    assert Fresh("a", parts=[]) == values[0] == values[-1]
    assert vars(Fresh)["__init__"] is compiled


def test_the_standard_librarys_fields_are_worked_out_when_it_asks() -> None:
    @dataclass(frozen=True, slots=True)
    class Asked:
        name: str
        size: int = 3

    names = [one.name for one in dataclasses.fields(Asked)]
    assert names == ["name", "size"]
    assert dataclasses.replace(Asked("a"), size=4) == replace(Asked("a"), size=4) == Asked("a", 4)
    with pytest.raises(TypeError, match="other"):
        replace(Asked("a"), other=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("make", EITHER)
def test_fields_are_those_of_the_class_that_has_them(make: Any) -> None:  # noqa: ANN401
    class Plain:
        name: str
        size: int = 3

    further = type("Further", (make(Plain),), {"__annotations__": {"more": int}, "more": 4})
    assert [one.name for one in dataclasses.fields(further)] == ["name", "size"]
    assert dataclasses.asdict(further("a")) == {"name": "a", "size": 3}
    assert repr(further("a")).endswith("Further(name='a', size=3)")


@pytest.mark.parametrize("make", EITHER)
def test_a_value_that_is_worked_out_once_can_stand_beside_frozen_fields(make: Any) -> None:  # noqa: ANN401
    class Plain:
        size: int

        @cached_property
        def twice(self) -> list[int]:
            return [2 * self.size]

    value = make(frozen=True)(Plain)(2)
    assert value.twice is value.twice
    assert value == type(value)(2)
    assert copy.copy(value).twice == [4]


def test_names_of_fields_are_free() -> None:
    @dataclass(frozen=True)
    class Named:
        made: list[int] = field(default_factory=list)
        _made: int = 1
        _set: int = 2
        _MISSING: int = 3

    values = [Named() for _ in range(100)]
    assert values == [Named([], 1, 2, 3)] * 100


class Inherits(Ours):
    more: int


class HasPostInit:
    size: int

    def __post_init__(self) -> None:
        raise AssertionError


class HasInitVar:
    size: dataclasses.InitVar[int]


class HasClassVar:
    sizes: ClassVar[int] = 3


class HasNameOnly:
    _: dataclasses.KW_ONLY
    size: int


class HasHidden:
    size: int = dataclasses.field(repr=False)


class HasNamed:
    size: int = dataclasses.field(kw_only=True)


class HasShared:
    parts: list[int] = []  # noqa: RUF012 - the fault


class HasDefaultFirst:
    size: int = 3
    name: str


@pytest.mark.parametrize(
    "kind",
    [Inherits, HasPostInit, HasInitVar, HasClassVar, HasNameOnly, HasHidden, HasNamed, HasShared, HasDefaultFirst],
    ids=lambda one: one.__name__,
)
def test_what_is_not_supported_is_refused_when_the_class_is_made(kind: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError, match=r"needs dataclasses\.dataclass"):
        dataclass(kind)
