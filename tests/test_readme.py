from __future__ import annotations

import re

import pytest

from tests.docs import BLOCKS, PAGES, README, SAMPLE

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BLOCKS)
def test_each_generated_block_is_what_the_tool_says_today(name: str) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    block = re.search(f"<!-- begin: {name} -->\n(.*?)\n<!-- end: {name} -->", pages, re.DOTALL)
    assert block, f"no page has a block {name}"
    assert block[1] == BLOCKS[name](), "run: python -m tests.docs"


def test_two_commands_do_everything() -> None:
    start, tests = re.findall(r"```sh\n(python3 -m venv [^\n]*)\n```", TEXT)
    assert start.endswith(f"trainlog-doctor analyze {SAMPLE}")
    assert tests.endswith("-m pytest")
