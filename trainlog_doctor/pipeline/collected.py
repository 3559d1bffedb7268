"""What sources gave: runs, and errors. A source that fails becomes an entry in the errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.judgement.report import Failure, internal
from trainlog_doctor.model import Origin, Run
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Found:
    """A run with its origin."""

    origin: Origin
    run: Run


@dataclass(frozen=True, slots=True)
class Collected:
    """What the sources gave so far.

    Attributes
    ----------
    runs
        Those of every source, with its path.
    """

    runs: list[tuple[str, Sequence[Run]]] = field(default_factory=list)
    errors: list[Failure] = field(default_factory=list)

    @property
    def found(self) -> list[Found]:
        """Every run with its origin."""
        return [*self.one_by_one()]

    def one_by_one(self) -> Iterator[Found]:
        """As `found`, none held: of a source with very many runs few are judged."""
        return (Found(Origin(path, at), run) for path, runs in self.runs for at, run in enumerate(runs, start=1))

    def attempt(self, path: str, action: Callable[[], ResultT]) -> ResultT | None:
        """Do something for a source; None, and an entry in the errors, when it fails."""
        try:
            return action()
        except DoctorError as error:
            self.errors.append(Failure(path, error))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one source must not hide the others
            self.errors.append(Failure(path, internal(error)))
        return None

    def take(self, path: str, read: Callable[[], Sequence[Run]]) -> None:
        """Read the runs of a source."""
        self.runs.append((path, self.attempt(path, read) or ()))
