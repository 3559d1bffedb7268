"""One event file: bytes to series, and what was lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.tensorboard.checksum import masked_crc
from trainlog_doctor.readers.tensorboard.framing import Damage, Framing
from trainlog_doctor.readers.tensorboard.scalars import Scalars
from trainlog_doctor.record import dataclass
from trainlog_doctor.sources.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.tensorboard.alike import Pattern
    from trainlog_doctor.readers.tensorboard.records import Records
    from trainlog_doctor.readers.trees import File

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class EventFile:
    """What one event file holds: the points of each tag, what was lost, and how many records have no scalar."""

    series: dict[str, Series]
    damage: Damage
    beside: int


class EventParser:
    """Takes an event file in pieces of any size; ``known`` is what files of the same program share (`Scalars`)."""

    def __init__(self, known: dict[int, Pattern] | None = None) -> None:
        self._framing = Framing()
        self._scalars = Scalars(self._framing.damage, known)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._take(self._framing.feed(chunk))

    def close(self) -> EventFile:
        """End of input."""
        self._take(self._framing.close())
        return EventFile(self._scalars.close(), self._framing.damage, self._scalars.beside)

    def _take(self, blocks: Iterator[Records]) -> None:
        for block in blocks:
            self._scalars.take(block)


def read_file(file: File, known: dict[int, Pattern] | None = None) -> EventFile:
    """Read one event file, a chunk at a time; ``known`` is as `EventParser` takes it."""
    parser = EventParser(known)
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            count(len(chunk))
    return parser.close()


def is_event_file(head: bytes) -> bool:
    """Whether bytes begin with the length of a record and its checksum."""
    return head[4:8] == bytes(4) and masked_crc(head[:8]).to_bytes(4, "little") == head[8:12]


def damage_notices(damage: Damage, file: str) -> list[Notice]:
    """Word what was lost of a file as notices."""
    notices = []
    if damage.places:
        lost: dict[str, Scalar] = {"file": file, "count": damage.places, "bytes": damage.skipped}
        notices.append(Notice("histories.tb_damaged", data=lost))
    if damage.records:
        notices.append(Notice("histories.tb_bad_checksum", data={"file": file, "count": damage.records}))
    if damage.cut:
        notices.append(Notice("histories.tb_cut", data={"file": file, "bytes": damage.cut}))
    return notices
