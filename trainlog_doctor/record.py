"""Dataclasses that cost little to make.

`dataclasses.dataclass` looks at each of some 150 classes in many ways and compiles six functions for it; most classes
are never used by the command at hand. Here a class is made with methods that need no compiling, and its ``__init__`` is
compiled when so many values are made that it pays. Everything else is the standard library's: `dataclasses.fields` and
`asdict`, patterns, and what type checkers see. What is not supported is refused when the class is made.
"""

from __future__ import annotations

from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["asdict", "dataclass", "field", "replace"]

_ODD = ("InitVar", "ClassVar", "KW_ONLY")
_FIELDS = "__dataclass_fields__"
_FEW = 32
"""Values whose making takes about as long as compiling an ``__init__`` for them."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from dataclasses import asdict, dataclass, field, replace
    from typing import Any
else:

    def dataclass(made: type | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False) -> object:
        """As `dataclasses.dataclass`."""
        if made is None:
            return lambda cls: dataclass(cls, frozen=frozen, eq=eq, slots=slots)
        fields = _fields(made)
        methods = {"__match_args__": fields.names, _FIELDS: _StandardFields(fields)}
        methods |= {"__init__": _first(fields, frozen), "__repr__": _shown}
        methods |= _compared(fields.names, frozen) if eq else {}
        methods |= _sealed(fields.names, slots) if frozen else {}
        # Whoever defines ``__eq__`` has a ``__hash__`` of None.
        methods = {name: method for name, method in methods.items() if vars(made).get(name) is None}
        fields.cls = _slotted(made, fields.names, methods) if slots else _completed(made, fields.factories, methods)
        return fields.cls

    def field(*, default_factory: Callable[[], object]) -> object:
        """As `dataclasses.field`, where every value gets a default of its own."""
        return _Factory(default_factory)

    def replace(value: object, /, **changes: object) -> object:
        """As `dataclasses.replace`."""
        return type(value)(**asdict(value) | changes)

    def asdict(value: object, /) -> dict[str, object]:
        """As `dataclasses.asdict`, of a value that holds no other such."""
        return {name: getattr(value, name) for name in value.__match_args__}


class _Factory:
    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Fields:
    """Names in their order, and what is put where a name is not given."""

    cls: type
    """The class that has them."""

    def __init__(self, names: Sequence[str], values: Mapping[str, object]) -> None:
        self.names = tuple(names)
        self.factories = {name: value.make for name, value in values.items() if isinstance(value, _Factory)}
        self.defaults = {name: value for name, value in values.items() if name not in self.factories}

    def bound(self, given: Sequence[object], named: Mapping[str, object]) -> Mapping[str, object] | None:
        """Give every name its value; None for arguments that do not fit."""
        told = {**dict(zip(self.names, given, strict=False)), **named}
        made = {name: make() for name, make in self.factories.items() if name not in told}
        values = {**self.defaults, **made, **told}
        fits = len(told) == len(given) + len(named) and values.keys() == set(self.names)
        return values if fits else None


def _fields(made: type) -> _Fields:
    """Take the fields of a class.

    Raises
    ------
    TypeError
        For what would not be honoured: ``__post_init__``, fields of a base class, annotations with a meaning beyond
        their type, and the standard library's own fields, which may be left out of what values are made of or shown by.
        For what the standard library refuses too: defaults that can be changed, and fields with a default before fields
        without one.
    """
    annotations, content = get_annotations(made), vars(made)
    values = {name: content[name] for name in annotations if name in content}
    inherited = any(_FIELDS in vars(base) for base in made.__mro__[1:])
    told = " ".join(map(str, annotations.values()))
    odd = any(word in told for word in _ODD)
    odd |= any(not one.__hash__ or type(one).__module__ == "dataclasses" for one in values.values())
    disordered = [*annotations][len(annotations) - len(values) :] != [*values]
    if inherited or odd or disordered or hasattr(made, "__post_init__"):
        raise TypeError(f"{made.__qualname__} has more than plain fields: it needs dataclasses.dataclass")
    return _Fields(tuple(annotations), values)


def _slotted(made: type, names: Sequence[str], methods: Mapping[str, object]) -> type:
    """Make the class once more, with a slot for each name."""
    replaced = {*names, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(made).items() if name not in replaced}
    cls = type(made)(made.__name__, made.__bases__, {**content, **methods, "__slots__": names})
    cls.__qualname__ = made.__qualname__
    return cls


def _completed(made: type, factories: Iterable[str], methods: Mapping[str, object]) -> type:
    for name in factories:
        delattr(made, name)
    for name, method in methods.items():
        setattr(made, name, method)
    return made


def _first(fields: _Fields, frozen: bool) -> Callable[..., None]:
    """Make an ``__init__`` for the first few values, which then puts the compiled one in its place."""
    left = _FEW

    def first(self: object, *given: object, **named: object) -> None:
        nonlocal left
        left -= 1
        values = fields.bound(given, named) if left > 0 else None
        if values is None:
            compiled = _initialiser(fields, frozen)
            fields.cls.__init__ = compiled  # type: ignore[misc]
            compiled(self, *given, **named)
        else:
            for name in fields.names:
                object.__setattr__(self, name, values[name])

    return first


def _initialiser(fields: _Fields, frozen: bool) -> Callable[..., None]:
    """Compile ``__init__``; names of its own have two underscores at both ends, which no field has."""
    names: dict[str, Any] = {"__set__": object.__setattr__, "__missing__": object()}
    names |= {f"__{name}__": value for name, value in {**fields.defaults, **fields.factories}.items()}
    parameters, body = ["self"], ["pass"]
    for name in fields.names:
        made = name in fields.factories
        default = "=__missing__" if made else f"=__{name}__" if name in fields.defaults else ""
        value = f"__{name}__() if {name} is __missing__ else {name}" if made else name
        parameters.append(name + default)
        body.append(f"__set__(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body)
    exec(source, names)  # noqa: S102 - made of the names of fields alone, as the standard library does
    compiled: Callable[..., None] = names["__init__"]
    compiled.__qualname__ = f"{fields.cls.__qualname__}.__init__"
    return compiled


class _StandardFields:
    """The fields as the standard library describes them, worked out when it asks."""

    def __init__(self, fields: _Fields) -> None:
        self._fields = fields

    def __get__(self, _: object, __: type) -> Mapping[str, Any]:
        import dataclasses

        cls = self._fields.cls
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
    # At least two values are got as a tuple, in which each is compared to itself by identity: NaN, arrays.
    key = attrgetter(*names, *("__class__",) * (2 - len(names)))

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
