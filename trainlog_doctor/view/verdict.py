"""The one sentence about a run. "Nothing fired" and "nothing could be checked" are different answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.i18n import LANGUAGES, Text, text
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.model import BestView, FindingView, OutcomeView, VerdictView
from trainlog_doctor.view.phrases import each, listed, same, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.view.phases import Unexplained

NO_FINDING = "no-finding"
NOT_JUDGED = "not-judged"


def verdict(
    findings: Sequence[FindingView],
    outcomes: Sequence[OutcomeView],
    code: str | None,
    unexplained: Unexplained | None = None,
    unknown: Sequence[str] = (),
) -> VerdictView:
    """Word the verdict: the message of the rule that a person should hear of first, or why there is none.

    Parameters
    ----------
    unexplained
        Where it gets worse up to the end, or gets nowhere in the whole log: without a rule that says why, that is no
        run to be calm about. Of a standstill a remark tells enough.
    unknown
        Columns of a run none of which is known to be a loss or a score: rules that hold their peace know nothing of it.
    """
    chosen = next((finding for finding in findings if finding.code == code), None)
    if chosen is not None:
        said = _with_remarks(chosen, findings)
        return VerdictView(chosen.code, chosen.name, chosen.severity, chosen.severity_label, said)
    return _unknown(unknown) if unknown and not findings else _without_weight(findings, tally(outcomes), unexplained)


def _unknown(columns: Sequence[str]) -> VerdictView:
    """Say of columns that no rule knows how a person can name them."""
    named = listed([same(name) for name in first_few([f"`{column}`" for column in columns])], "names")
    said = each("report.verdict.unknown", {"columns": named})
    return VerdictView(None, NOT_JUDGED, None, word(f"verdict.{NOT_JUDGED}"), said)


def _without_weight(
    findings: Sequence[FindingView], answers: Counter[str], unexplained: Unexplained | None
) -> VerdictView:
    """Say what silence, or mere remarks, leave open."""
    label = NO_FINDING if answers["clear"] or answers["fired"] else NOT_JUDGED
    said = remarks(findings) if answers["fired"] else word(f"verdict.{_calm(answers)}", answers)
    heading = "only-remarks" if findings else label
    if unexplained is not None and answers and (unexplained.kind == "worsening" or not findings):
        said = _yet(said, unexplained)
        heading = _heading(heading, unexplained) if label == NO_FINDING else heading
    return VerdictView(None, label, None, word(f"verdict.{heading}"), said)


def _heading(calm: str, unexplained: Unexplained) -> str:
    """What stands above it where calm is out of place."""
    if unexplained.constant is not None:
        return "no-change"
    return "no-cause" if unexplained.kind == "worsening" else calm


def _yet(said: Text, unexplained: Unexplained) -> Text:
    """Add how the run ends; where the training loss rises too, or nothing moves, what that leaves as the cause."""
    told = {"said": said, "metric": same(unexplained.metric)}
    if unexplained.constant is not None:
        return each("report.verdict.constant", {**told, "value": same(number(unexplained.constant))})
    if unexplained.training in (None, unexplained.metric):
        return each(f"report.verdict.{unexplained.kind}", told)
    return each(f"report.verdict.{unexplained.kind}_too", {**told, "training": same(unexplained.training)})


def _with_remarks(chosen: FindingView, findings: Sequence[FindingView]) -> Text:
    """Say more than that a run can hardly be judged where something else was found in it."""
    others = [finding for finding in findings if finding is not chosen]
    if chosen.severity != "info" or not others:
        return chosen.message
    return each("report.verdict.besides", {"said": chosen.message, "remarks": _named(others)})


def remarks(findings: Sequence[FindingView]) -> Text:
    """Say by name what was found although none of it is a verdict: a person may have asked for that very thing."""
    count, said = len(findings), _named(findings)
    return {code: text("report.verdict.remarks", code, {"fired": count, "remarks": said[code]}) for code in LANGUAGES}


def _named(findings: Sequence[FindingView]) -> Text:
    named = [each("report.verdict.remark", {"title": one.title, "code": same(one.code)}) for one in findings]
    return listed(named, "sentences")


def _calm(answers: Counter[str]) -> str:
    """Choose the sentence for a run of which nothing was found: silence, and how much of it is ignorance."""
    if not answers:
        return "unasked"
    if not answers["clear"]:
        return "unjudged"
    return "partly" if answers["skipped"] else "none"


def tally(outcomes: Sequence[OutcomeView]) -> Counter[str]:
    """How many rules gave each answer."""
    return Counter(outcome.status for outcome in outcomes)


def counts(outcomes: Sequence[OutcomeView]) -> Text:
    """Say how many rules gave each answer."""
    answers = tally(outcomes)
    return word("counts", {status: answers[status] for status in ("fired", "clear", "skipped", "suppressed")})


def summary(
    judged: VerdictView, found: BestView | None, epochs: int, *, last: int | None = None, step: int | None = None
) -> Text:
    """The run in one line: verdict and the epoch to keep; the evaluation at ``step`` where the log counts steps.

    Parameters
    ----------
    epochs
        How many the log shows.
    last
        Number of the last of them where an excerpt numbers them higher; None if that is ``epochs``.
    """
    kept = "summary.kept" if step is None else "summary.kept_step"
    key = kept if found and found.worth_keeping else "summary.unkept"
    counted = last or epochs if key != "summary.unkept" else epochs
    return {
        language: text(f"report.{key}", language, {**_summed(judged, found, counted, language), "step": step})
        for language in LANGUAGES
    }


def _summed(judged: VerdictView, found: BestView | None, epochs: int, language: str) -> dict[str, object]:
    said = judged.severity_label[language]
    if judged.code is not None:
        said = f"{said} {judged.code} {judged.label}"
    return {"verdict": said, "epoch": found.epoch if found else None, "epochs": epochs}
