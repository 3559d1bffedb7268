"""Pieces of jobs that wrote into one file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.readers.keras.jobs import crossing_links

LINKS = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 16)), max_size=12).map(
    lambda links: sorted({end: (begin, end) for begin, end in links if begin < end}.values(), key=lambda link: link[1])
)


@given(LINKS)
def test_links_cross_where_one_piece_alone_stands_between_two_others(links: list[tuple[int, int]]) -> None:
    crossing = {(a, b) for a, b in links if any(a < c < b < d or c < a < d < b for c, d in links)}
    assert set(crossing_links(links)) == crossing


def test_links_within_each_other_or_of_one_piece_do_not_cross() -> None:
    assert list(crossing_links([(1, 2), (0, 3), (0, 4), (4, 6)])) == []
