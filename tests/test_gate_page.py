from __future__ import annotations

from tests.gate_page import PAGE, commands, filled


def test_the_page_of_the_gate_shows_what_its_commands_print() -> None:
    content = PAGE.read_text(encoding="utf-8")
    assert len(commands(content)) > 5
    assert filled(content) == content


def test_the_page_goes_from_green_to_red_and_back() -> None:
    content = PAGE.read_text(encoding="utf-8")
    codes = [line.removeprefix("exit code ") for line in content.splitlines() if line.startswith("exit code ")]
    assert codes == ["0", "0", "1", "0", "0", "1"]
