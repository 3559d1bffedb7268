from __future__ import annotations

import copy
import pickle
import re

import pytest

from trainlog_doctor.regex import regex


def test_an_expression_does_what_the_compiled_one_does() -> None:
    ours, theirs = regex(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert [found["word"] for found in ours.finditer("One two")] == ["One", "two"]
    assert ours.sub("x", "One two") == theirs.sub("x", "One two")
    assert (ours.pattern, ours.flags, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groupindex)
    assert regex(rb"\d+").fullmatch(b"12") is not None


def test_it_is_compiled_when_it_is_first_used_and_asked_once_for_each_of_its_methods(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    real = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    one = regex("a+")
    assert compiled == []
    assert [bool(one.match(text)) for text in ("a", "b", "aa")] == [True, False, True]
    assert compiled == ["a+"]


def test_a_fault_in_an_expression_shows_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("a")


@pytest.mark.parametrize("used", [False, True])
def test_it_is_copied_and_sent_to_other_processes(used: bool) -> None:
    one = regex(r"a+", re.IGNORECASE)
    if used:
        assert one.match("A")
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301
        assert (other.pattern, other.flags) == (one.pattern, one.flags)
        assert other.fullmatch("aA")


def test_threads_that_use_it_first_find_the_same() -> None:
    from concurrent.futures import ThreadPoolExecutor

    one = regex(r"\d+")
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(one.findall, ["1 2"] * 64)) == [["1", "2"]] * 64
