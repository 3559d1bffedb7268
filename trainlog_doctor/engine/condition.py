"""A rule's condition: names of predicates joined by ``and``, ``or``, ``not`` and brackets, in three-valued logic.

Unknown travels as in SQL: ``unknown and false`` is false, ``unknown or true`` is true, everything else stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Not:
    """Negation; unknown stays unknown."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Junction:
    """Two or more parts joined by the same word."""

    word: Literal["and", "or"]
    parts: tuple[Condition, ...]


Condition: TypeAlias = str | Not | Junction
"""A text is a predicate, by its name in ``detect``."""

_TOKEN = regex(r"\s*([()]|[A-Za-z_][A-Za-z0-9_]*|\S)")
_MOST_TOKENS = 200
_MOST_BRACKETS = 50


class ConditionSyntaxError(ValueError):
    """The text is no condition; ``args[0]`` is the token at which reading stopped, empty at the end."""


def parse(text: str) -> Condition:
    """Read a condition.

    Raises
    ------
    ConditionSyntaxError
        With the offending token.
    """
    tokens = _TOKEN.findall(text)
    if len(tokens) > _MOST_TOKENS:
        raise ConditionSyntaxError(tokens[_MOST_TOKENS])
    if tokens.count("(") > _MOST_BRACKETS:
        raise ConditionSyntaxError("(")
    condition, rest = _junction(tokens, "or", _conjunction)
    if rest:
        raise ConditionSyntaxError(rest[0])
    return condition


def _conjunction(tokens: Sequence[str]) -> tuple[Condition, Sequence[str]]:
    return _junction(tokens, "and", _negation)


def _junction(
    tokens: Sequence[str],
    word: Literal["and", "or"],
    part: Callable[[Sequence[str]], tuple[Condition, Sequence[str]]],
) -> tuple[Condition, Sequence[str]]:
    first, tokens = part(tokens)
    parts = [first]
    while tokens and tokens[0] == word:
        following, tokens = part(tokens[1:])
        parts.append(following)
    return (first if len(parts) == 1 else Junction(word, tuple(parts))), tokens


def _negation(tokens: Sequence[str]) -> tuple[Condition, Sequence[str]]:
    if tokens and tokens[0] == "not":
        part, tokens = _negation(tokens[1:])
        return Not(part), tokens
    return _atom(tokens)


def _atom(tokens: Sequence[str]) -> tuple[Condition, Sequence[str]]:
    if not tokens:
        raise ConditionSyntaxError("")
    head, tokens = tokens[0], tokens[1:]
    if head == "(":
        inner, tokens = _junction(tokens, "or", _conjunction)
        if not tokens or tokens[0] != ")":
            raise ConditionSyntaxError(tokens[0] if tokens else "")
        return inner, tokens[1:]
    if not head.isidentifier() or head in {"and", "or", "not"}:
        raise ConditionSyntaxError(head)
    return head, tokens


def written(condition: Condition, words: Mapping[str, str]) -> str:
    """Write a condition with these words for ``and``, ``or`` and ``not``."""
    match condition:
        case str(name):
            return name
        case Not(part):
            return f"{words['not']} {_bracketed(part, words)}"
        case Junction(word, parts):
            return f" {words[word]} ".join(_bracketed(part, words) for part in parts)
    assert_never(condition)


def _bracketed(part: Condition, words: Mapping[str, str]) -> str:
    inner = written(part, words)
    return f"({inner})" if isinstance(part, Junction) else inner


def names(condition: Condition) -> tuple[str, ...]:
    """Names of the predicates in the order in which they are written, each as often as it stands there."""
    match condition:
        case str(name):
            return (name,)
        case Not(part):
            return names(part)
        case Junction(_, parts):
            return tuple(name for part in parts for name in names(part))
    assert_never(condition)


def holds(condition: Condition, known: Callable[[str], bool | None]) -> bool | None:
    """Evaluate in three-valued logic; None is unknown.

    Parameters
    ----------
    known
        Says whether a predicate holds; asked for those alone that can still decide.
    """
    if isinstance(condition, str):  # asked thousands of times in a sweep, where ``match`` takes twice as long
        return known(condition)
    if isinstance(condition, Not):
        inner = holds(condition.part, known)
        return None if inner is None else not inner
    decisive = condition.word == "or"
    result: bool | None = not decisive
    for part in condition.parts:
        inner = known(part) if isinstance(part, str) else holds(part, known)
        if inner is decisive:
            return decisive
        if inner is None:
            result = None
    return result
