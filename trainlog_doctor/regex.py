"""Regular expressions that are compiled when they are first used; the command at hand uses few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    from re import Pattern


def regex(source: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """Give what `re.compile` gives, a fault in the source excepted, which shows at the first use."""
    return cast("Pattern[AnyStr]", _Uncompiled(source, flags))


class _Uncompiled:
    """Stands for an expression; what is asked of it once, it has from then on."""

    def __init__(self, source: Any, flags: int) -> None:  # noqa: ANN401 - text or bytes
        self._given = (source, flags)

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and sent to other processes as the expression."""
        return (re.compile, self._given)

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found
