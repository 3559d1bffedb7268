"""Dataclasses that cost little to make.

`dataclasses.dataclass` looks at each of some 150 classes in many ways and compiles six functions for it; most classes
are never used by the command at hand. Here a class is made with methods that need no compiling, and its ``__init__`` is
compiled when so many values are made that it pays. Everything else is the standard library's: `dataclasses.fields` and
`asdict`, patterns, and what type checkers see. What is not supported is refused when the class is made:
``__post_init__``, fields of a base class, ``InitVar``, ``ClassVar``, and fields that are not plain.
"""

from __future__ import annotations

from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "replace"]

_ODD = ("InitVar", "ClassVar", "KW_ONLY")
_FIELDS = "__dataclass_fields__"
_FEW = 16
"""Values whose making takes about as long as compiling an ``__init__`` for them."""

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import dataclass, field, replace
    from typing import Any
else:

    def dataclass(made: type | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False) -> object:
        """As `dataclasses.dataclass`."""
        if made is None:
            return lambda cls: dataclass(cls, frozen=frozen, eq=eq, slots=slots)
        fields = _fields(made)
        for name in fields.factories:
            delattr(made, name)
        cls = _slotted(made, fields.names) if slots else made
        methods = {"__init__": _first(cls, fields, frozen), "__repr__": _shown, _FIELDS: _StandardFields(fields)}
        methods |= _compared(fields.names, frozen) if eq else {}
        methods |= _sealed(fields.names, slots) if frozen else {}
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(cls, name, method)
        cls.__match_args__ = fields.names
        return cls

    def field(*, default_factory: Callable[[], object]) -> object:
        """As `dataclasses.field`, where every value gets a default of its own."""
        return _Factory(default_factory)

    def replace(value: object, /, **changes: object) -> object:
        """As `dataclasses.replace`."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)


class _Factory:
    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Fields:
    """Names in their order, and what is put where a name is not given."""

    def __init__(self, names: Sequence[str], values: Mapping[str, object]) -> None:
        self.names = tuple(names)
        self.factories = {name: value.make for name, value in values.items() if isinstance(value, _Factory)}
        self.defaults = {name: value for name, value in values.items() if name not in self.factories}

    def bound(self, given: Sequence[object], named: Mapping[str, object]) -> Mapping[str, object] | None:
        """Give every name its value; None for arguments that do not fit."""
        values = {**dict(zip(self.names, given, strict=False)), **named}
        if len(values) < len(given) + len(named):
            return None
        values |= {name: value for name, value in self.defaults.items() if name not in values}
        values |= {name: make() for name, make in self.factories.items() if name not in values}
        return values if values.keys() == set(self.names) else None


def _fields(made: type) -> _Fields:
    """Take the fields of a class.

    Raises
    ------
    TypeError
        For what would not be honoured: ``__post_init__``, fields of a base class, annotations with a meaning beyond
        their type, and the standard library's own fields, which may be left out of what values are made of or shown by.
    """
    annotations, content = get_annotations(made), vars(made)
    values = {name: content[name] for name in annotations if name in content}
    inherited = any(_FIELDS in vars(base) for base in made.__mro__[1:])
    told = " ".join(map(str, annotations.values()))
    odd = any(word in told for word in _ODD) or any(type(one).__module__ == "dataclasses" for one in values.values())
    if inherited or odd or hasattr(made, "__post_init__"):
        raise TypeError(f"{made.__qualname__} has more than plain fields: it needs dataclasses.dataclass")
    return _Fields(tuple(annotations), values)


def _slotted(made: type, names: Sequence[str]) -> type:
    """Make the class once more, with a slot for each name."""
    content = {name: value for name, value in vars(made).items() if name not in {*names, "__dict__", "__weakref__"}}
    cls = type(made)(made.__name__, made.__bases__, {**content, "__slots__": tuple(names)})
    cls.__qualname__ = made.__qualname__
    return cls


def _first(cls: type, fields: _Fields, frozen: bool) -> Callable[..., None]:
    """Make an ``__init__`` for the first few values, which then puts the compiled one in its place."""
    left = _FEW

    def first(self: object, *given: object, **named: object) -> None:
        nonlocal left
        left -= 1
        values = fields.bound(given, named) if left > 0 else None
        if values is None:
            compiled = _initialiser(cls, fields, frozen)
            cls.__init__ = compiled  # type: ignore[misc]
            compiled(self, *given, **named)
        else:
            for name in fields.names:
                object.__setattr__(self, name, values[name])

    return first


def _initialiser(cls: type, fields: _Fields, frozen: bool) -> Callable[..., None]:
    """Compile ``__init__``; its defaults have their field's name behind an underscore."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": object()}
    names |= {f"_{name}": value for name, value in {**fields.defaults, **fields.factories}.items()}
    parameters, body = ["self"], ["pass"]
    for name in fields.names:
        made = name in fields.factories
        default = "=_MISSING" if made else f"=_{name}" if name in fields.defaults else ""
        value = f"_{name}() if {name} is _MISSING else {name}" if made else name
        parameters.append(name + default)
        body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body)
    exec(source, names)  # noqa: S102 - made of the names of fields alone, as the standard library does
    compiled: Callable[..., None] = names["__init__"]
    compiled.__qualname__ = f"{cls.__qualname__}.__init__"
    return compiled


class _StandardFields:
    """The fields as the standard library describes them, worked out when it asks."""

    def __init__(self, fields: _Fields) -> None:
        self._fields = fields

    def __get__(self, _: object, cls: type) -> Mapping[str, Any]:
        import dataclasses

        made = {name: dataclasses.field(default_factory=make) for name, make in self._fields.factories.items()}
        content = {"__annotations__": get_annotations(cls), "__doc__": "", **self._fields.defaults, **made}
        twin: type = type(cls.__name__, (), content)
        dataclasses.dataclass(init=False, repr=False, eq=False)(twin)
        found: Mapping[str, Any] = vars(twin)[_FIELDS]
        setattr(cls, _FIELDS, found)
        return found


def _shown(self: Any) -> str:  # noqa: ANN401 - the `__repr__` of every class
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({values})"


def _compared(names: Sequence[str], frozen: bool) -> Mapping[str, Any]:
    key: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _sealed(names: Sequence[str], slots: bool) -> Mapping[str, Any]:
    def state(self: object) -> Sequence[object]:
        return [getattr(self, name) for name in names]

    def restore(self: object, state: Sequence[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    # Without slots a value is restored through its dictionary, which is not sealed.
    restored = {"__getstate__": state, "__setstate__": restore} if slots else {}
    return {"__setattr__": _refuse, "__delattr__": _refuse, **restored}


def _refuse(_: object, name: str, *__: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(name)
