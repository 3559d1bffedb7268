"""Dataclasses that cost little to make.

`dataclasses.dataclass` compiles six functions for each class, which for a hundred classes takes longer than judging a
run. Here a class is made with methods that need no compiling, and its ``__init__`` is compiled when the first value is
made; most classes are never used by the command at hand. Everything else is the standard library's: `fields`, `replace`
and `asdict`, patterns, and what type checkers see.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import dataclass
    from typing import Any
else:

    def dataclass(made: type | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False) -> object:
        """As `dataclasses.dataclass`."""
        if made is None:
            return lambda cls: dataclass(cls, frozen=frozen, eq=eq, slots=slots)
        made.__doc__ = made.__doc__ or made.__name__  # else the standard library works one out
        cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(made)
        names = tuple(field.name for field in dataclasses.fields(cls))
        methods = {"__init__": _first(cls, frozen), "__repr__": _shown(names)}
        methods |= _compared(names, frozen) if eq else {}
        methods |= _sealed(names, slots) if frozen else {}
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(cls, name, method)
        return cls


def _first(cls: type, frozen: bool) -> Callable[..., None]:
    """Make an ``__init__`` that puts the compiled one in its own place."""

    def first(self: object, *given: object, **named: object) -> None:
        compiled = _initialiser(cls, frozen)
        cls.__init__ = compiled  # type: ignore[misc]
        compiled(self, *given, **named)

    return first


def _initialiser(cls: type, frozen: bool) -> Callable[..., None]:
    """Compile ``__init__``; its defaults have their field's name behind an underscore."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    parameters, body = ["self"], ["pass"]
    for field in dataclasses.fields(cls):
        name = value = parameter = field.name
        if field.default_factory is not dataclasses.MISSING:
            names[f"_{name}"] = field.default_factory
            parameter, value = f"{name}=_MISSING", f"_{name}() if {name} is _MISSING else {name}"
        elif field.default is not dataclasses.MISSING:
            names[f"_{name}"] = field.default
            parameter = f"{name}=_{name}"
        parameters.append(parameter)
        body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body)
    exec(source, names)  # noqa: S102 - made of the names of fields alone, as the standard library does
    compiled: Callable[..., None] = names["__init__"]
    compiled.__qualname__ = f"{cls.__qualname__}.__init__"
    return compiled


def _shown(names: Sequence[str]) -> Callable[[object], str]:
    def shown(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _compared(names: Sequence[str], frozen: bool) -> Mapping[str, Any]:
    key: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _sealed(names: Sequence[str], slots: bool) -> Mapping[str, Any]:
    def refuse(_: object, name: str, *__: object) -> None:
        raise dataclasses.FrozenInstanceError(name)

    def state(self: object) -> Sequence[object]:
        return [getattr(self, name) for name in names]

    def restore(self: object, state: Sequence[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    # Without slots a value is restored through its dictionary, which is not sealed.
    restored = {"__getstate__": state, "__setstate__": restore} if slots else {}
    return {"__setattr__": refuse, "__delattr__": refuse, **restored}
