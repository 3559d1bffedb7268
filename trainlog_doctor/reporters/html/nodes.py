"""Building of HTML: whatever is not markup made here is escaped, so that no text can become a tag."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable


class Html(str):
    """Markup that is safe as it is. Joining it with other strings gives a plain string, which is escaped again."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"
Attribute: TypeAlias = str | int | bool | None

_NO_CHARACTER = regex(
    "[\ufdd0-\ufdef" + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]"
)
"""Code points that Unicode will never give a meaning to; HTML forbids them."""

_VOID = frozenset({"br", "input", "meta"})


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Make an element.

    Parameters
    ----------
    children
        Markup stays as it is; any other text is made harmless and escaped; None is nothing.
    attributes
        Names as in HTML with ``_`` for ``-``, and ``class_`` or ``for_`` for what Python reserves. True is an attribute
        without a value; False and None leave it out.
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opening if name in _VOID else f"{opening}{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Put parts one after the other."""
    return Html("".join(_markup(child) for child in children))


def raw(text: str, name: str, /, **attributes: Attribute) -> Html:
    """Make an element whose content is not escaped: a script or a style of ours, or data that has been made safe."""
    return tag(name, Html(text), **attributes)


def legible(text: str) -> str:
    """Leave of a text what a page may show."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", neutral(text))


def _markup(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    return html.escape(legible(child)) if isinstance(child, str) else join(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(legible(str(value)))}"'
