"""What pages name exists: commands and their options, rules, settings, and what their links lead to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainlog_doctor.cli.commands import NAMES, made
from trainlog_doctor.engine.load import load_pack

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CALL = re.compile(rf"trainlog-doctor(?: --lang \w+)? ({'|'.join(NAMES)})\b([^`|>&\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
CODE = re.compile(r"\bTD\d{3}\b")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
OTHERS = frozenset({"--body-file", "--schemafile", "--show", "--size", "--thresholds"})
"""Options of other programs: of GitHub's, of a validator of JSON, and of our benchmarks."""


def options_of(name: str) -> frozenset[str]:
    command = made(name, "en")
    parts = command.commands.values() if hasattr(command, "commands") else [command]
    return frozenset(flag for part in parts for one in part.params for flag in (*one.opts, *one.secondary_opts))


OPTIONS = {name: options_of(name) for name in NAMES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_has_the_options_that_a_page_gives_it(page: Path) -> None:
    calls = [(name, rest.partition(" -- ")[0]) for name, rest in CALL.findall(page.read_text("utf-8"))]
    assert [(name, one) for name, rest in calls for one in OPTION.findall(rest) if one not in OPTIONS[name]] == []


@pytest.mark.parametrize("page", [one for one in PAGES if one.parent.name == "docs" and one.name != "commands.md"])
def test_every_option_that_a_page_names_is_one_of_some_command(page: Path) -> None:
    known = frozenset().union(*OPTIONS.values())
    assert set(OPTION.findall(page.read_text("utf-8"))) - known - OTHERS == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_rule_that_a_page_names_exists(page: Path) -> None:
    assert set(CODE.findall(page.read_text("utf-8"))) - load_pack().rules.keys() == set()


def anchors(page: Path) -> set[str]:
    """Headings as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for path, anchor in LINK.findall(page.read_text("utf-8")):
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"
