from __future__ import annotations

import pytest

from trainlog_doctor.view.lazy import Lazy, LazyMapping


def test_items_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []

    def make(place: int) -> int:
        made.append(place)
        return place * 10

    items = Lazy(5, make)
    assert len(items) == 5
    assert made == []
    assert (items[1], items[-1], items[2:4]) == (10, 40, (20, 30))
    assert made == [1, 4, 2, 3]
    with pytest.raises(IndexError):
        items[5]


def test_a_table_is_made_name_by_name() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    table = LazyMapping(["b", "a", "b"], make)
    assert (list(table), len(table)) == (["b", "a"], 2)
    assert table["a"] == "A"
    assert made == ["a"]
    with pytest.raises(KeyError):
        table["c"]
