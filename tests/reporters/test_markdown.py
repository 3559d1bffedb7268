"""The Markdown report: read by GitHub's own parser, it has the parts that it should, whatever the log holds."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reporters.sample_view import MANY, RUN, VIEW, both
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.markdown import render
from trainlog_doctor.reporters.markdown.budget import LIMIT, Part, fitted
from trainlog_doctor.reporters.markdown.neutral import code, in_html, plain, prose

if TYPE_CHECKING:
    from trainlog_doctor.view.document import ReportView

PIECES = [
    *["<img src=x onerror=alert(1)>", "<script>", "</details>", "<!--", "-->", "&lt;", "&#64;", "<b>", "</code>"],
    *["[a](http://x.com)", "![a](b)", "[a]: /b", "[^1]", "http://x.com", "www.x.com", "a@b.com", "@octocat", "#12"],
    *["GH-7", "x/y#3", "|", "||", "\\|", "\\", "`", "``", "```", "~~~", "~~a~~", "*a*", "**", "_a_", "__", "# a"],
    *["- a", "+ a", "1. a", "2) a", "> a", "---", "===", ":--", "    a", "\t", "\n", "\n\n", "\r", "$x$", "{% raw %}"],
    *[
        "[!NOTE]",
        "[x]",
        "val_loss",
        "损失",
        " ",
        "mailto:a@b.com",
        "<http://x.com>",
        "&copy;",
        "\u200b",
        "\u202e",
        "\0",
    ],
]
HOSTILE = (
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=6)
    .map("".join)
    .filter(lambda text: bool(neutral(text).replace("`", "").strip()))
)


class Outline(HTMLParser):
    """The tags of a page in their order, without those of code, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "code":
            self.tags.append(f"{tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        if tag != "code":
            self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")


def html_of(markdown: str) -> str:
    page: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return page


def github(markdown: str) -> Outline:
    return Outline(html_of(markdown))


def commonmark(markdown: str) -> Outline:
    return Outline(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def told_by(text: str) -> ReportView:
    """A report with one text in every place that a log, a path or a settings file fills."""
    same = both(text, text)
    advised = RUN.stopping.callbacks
    assert RUN.best is not None
    assert advised is not None
    best = replace(RUN.best, rows=tuple(replace(row, metric=text, cells=(text,) * 3) for row in RUN.best.rows))
    best = replace(best, reason=same, columns=tuple(replace(one, notes=(same,)) for one in best.columns))
    run = replace(
        RUN,
        title=text,
        format=text,
        facts=(same, same),
        summary=same,
        best=best,
        verdict=replace(RUN.verdict, text=same),
        phases=tuple(replace(phase, text=same) for phase in RUN.phases),
        findings=tuple(replace(one, message=same, proof=(same,)) for one in RUN.findings),
        unchecked=tuple(same for _ in RUN.unchecked),
        notices=tuple(replace(one, placed=same) for one in RUN.notices),
        advice=tuple(same for _ in RUN.advice),
        log=replace(RUN.log, lines=tuple(replace(one, text=same) for one in RUN.log.lines)),
        elsewhere=same,
        stopping=replace(RUN.stopping, callbacks=replace(advised, code=neutral(text), reason=same)),
    )
    assert MANY.overview is not None
    rows = tuple(replace(row, title=text, cells=(text,)) for row in MANY.overview.rows)
    errors = tuple(replace(error, path=f"x{text}", text=same) for error in VIEW.errors)
    overview = replace(MANY.overview, rows=rows, summaries=(same,))
    return replace(VIEW, overview=overview, runs=(run, run), errors=errors)


PLAIN = render(told_by("word"), Style())


@given(HOSTILE)
@settings(max_examples=150)
@example("|" * 3)
@example("a\n\n# b")
@example("`|`<i>`")
def test_no_text_of_a_log_changes_the_outline_of_the_page(text: str) -> None:
    written = render(told_by(text), Style())
    assert github(written).tags == github(PLAIN).tags
    assert commonmark(written).tags == commonmark(PLAIN).tags


@given(HOSTILE)
@settings(max_examples=300)
def test_a_text_reads_as_it_was_logged(text: str) -> None:
    shown = github(f"word {plain(text)} word").text.replace("\u200b", "")
    assert " ".join(shown.split()) == " ".join(f"word {neutral(text)} word".replace("\u200b", "").split())


@given(HOSTILE)
@settings(max_examples=300)
def test_nobody_is_called_and_nothing_is_linked(text: str) -> None:
    for written in (plain(text), prose(text), in_html(text)):
        page = github(written)
        outside_code = re.sub(r"<code>.*?</code>", "", html_of(written), flags=re.S)
        assert not re.search(r"@\w|#\d", html.unescape(outside_code))
        assert not any(tag.startswith(("a ", "img ")) for tag in page.tags)


@pytest.mark.parametrize("name", ["val_loss", "a b", "损失", "x<y", "a|b", "a`b", "a\\b", "*", "", " "])
def test_a_name_is_code(name: str) -> None:
    assert github(f"a {code(name)} b").text.strip() == (f"a {name.strip()} b" if name.strip() else "a  b")
    if name.strip():
        assert "<code>" in html_of(code(name))


def test_sentences_keep_the_blanks_around_their_code() -> None:
    assert prose("`val_loss` rose, `loss` fell (to `0`)") == "`val_loss` rose, `loss` fell (to `0`)"


def test_the_verdict_comes_first_and_details_are_folded() -> None:
    page = render(VIEW, Style())
    assert page.startswith("### 🟡 warning TD101 overfit-metric-plateau\n")
    opened = re.sub(r"<details>.*?</details>", "", page, flags=re.S)
    assert "Keep epoch 6" in opened
    assert "Calibrate the probabilities" in opened
    assert "accuracy-paradox" not in opened
    assert "no precision in the log: TD604" in page


def test_both_languages_share_one_table() -> None:
    page = render(VIEW, Style(("en", "zh")))
    assert page.count("| 0.4000 |") == 1
    assert "warning / 警告 TD101" in page
    assert "growing over-confidence.<br>`val_loss` 自第 4 轮起" in page


def test_a_report_that_is_too_long_names_what_it_leaves_out() -> None:
    many = replace(MANY, runs=tuple(replace(RUN, title=f"run {place}") for place in range(400)))
    page = render(many, Style())
    assert 0.8 * LIMIT < len(page) <= LIMIT
    shown = page.count("<details>\n<summary>🟡 <b>run")
    assert f"run {shown - 1}</b>" in page
    assert f"> Left out, so that the report fits into a comment on GitHub (65,536 characters): run {shown}, " in page
    assert f"(+{400 - shown - 20})" in page


def test_the_gravest_runs_are_left_out_last() -> None:
    calm = replace(RUN, title="calm", verdict=replace(RUN.verdict, code=None, severity=None, weight="calm"))
    graver = replace(RUN, title="grave", verdict=replace(RUN.verdict, weight="error"))
    page = render(replace(MANY, runs=(calm,) * 200 + (graver,)), Style())
    assert "<b>grave</b>" in page


def test_of_one_run_the_least_important_sections_go_first() -> None:
    long = both("word " * 4_000, "词" * 4_000)
    run = replace(RUN, notices=(replace(RUN.notices[0], placed=long),) * 8)
    page = render(replace(VIEW, runs=(run,)), Style())
    assert len(page) <= LIMIT
    assert page.rstrip().endswith("(65,536 characters): About the log")
    assert "<b>Findings</b>" in page


def test_what_must_stay_stays_though_it_does_not_fit() -> None:
    assert fitted([Part("a" * 50), Part("b" * 50, name="b", weight=1)], "Left out:", limit=40) == (
        f"{'a' * 50}\n\n> Left out: b\n"
    )
