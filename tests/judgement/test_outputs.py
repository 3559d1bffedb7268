"""What is said of one output of several is not said of the whole model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.gate.baseline import FindingKey, finding_keys
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin
from trainlog_doctor.view.findings import findings, outcomes

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis

GUESSES = {"flag_loss": "0.6934 0.6932x11", "flag_accuracy": "0.50 0.51 0.49x10"}
LEARNS = {"kind_loss": "1.10-0.08x11", "kind_accuracy": "0.40+0.04x11"}


def diagnosed(pack: Pack, **series: str) -> Diagnosis:
    return judge(Origin("run.log", 1), synthetic_run(series), pack)


def test_one_output_that_guesses_leaves_an_epoch_to_keep(pack: Pack) -> None:
    told = diagnosed(pack, loss="1.79-0.08x11", **LEARNS, **GUESSES)
    assert told.verdict == "TD301"
    assert told.best is not None
    assert (told.best.epoch, told.best.reason) == (12, "one_training")
    assert [phase.kind for phase in told.phases] == ["learning"]


def test_a_message_names_the_outputs_that_it_is_about(pack: Pack) -> None:
    more = {name.replace("flag", "tag"): values for name, values in GUESSES.items()}
    told = diagnosed(pack, loss="2.48-0.08x11", **LEARNS, **GUESSES, **more)
    finding = findings(told, pack.rules)[0]
    message = finding.message
    assert message["en"].startswith(
        "Each of the outputs `flag`, `tag` by itself (the numbers are those of `flag`): `flag_loss`"
    )
    assert message["zh"].startswith("分别看输出 `flag`、`tag`（数值取自 `flag`）：`flag_loss`")
    assert finding.confidence_label == {"en": "output `flag`, confidence: high", "zh": "输出 `flag`，置信度：高"}


def test_every_answer_on_an_output_names_it(pack: Pack) -> None:
    told = outcomes(diagnosed(pack, loss="1.79-0.08x11", **LEARNS, **GUESSES), pack.rules)
    labels = {one.code: (one.outputs, one.status_label["en"]) for one in told}
    assert labels["TD301"] == (("flag",), "output `flag`, found")
    assert labels["TD601"] == (("kind",), "output `kind`, clear")
    assert labels["TD001"] == ((), "clear")


def test_a_finding_on_another_output_is_another_finding(pack: Pack) -> None:
    told = diagnosed(pack, loss="1.79-0.08x11", **LEARNS, **GUESSES)
    (fired,) = (one for one in told.outcomes if one.code == "TD301")
    keys = finding_keys(fired, pack.rules["TD301"])
    assert keys == {FindingKey("TD301", "flag/loss")}
    assert keys.isdisjoint(finding_keys(fired._replace(outputs=()), pack.rules["TD301"]))


def test_what_holds_for_the_whole_is_the_verdict(pack: Pack) -> None:
    climbs = {"kind_loss": "1.10-0.08x11", "kind_accuracy": "0.40+0.04x11", "val_kind_accuracy": "0.5+0.01x11"}
    losses = {"val_kind_loss": "0.9-0.05x4 0.75+0.06x6", "tag_loss": "0.3-0.01x11", "val_tag_loss": "0.3x11"}
    told = diagnosed(pack, loss="1.4-0.09x11", val_loss="1.2-0.05x4 1.05+0.06x6", **climbs, **losses)
    fired = {one.code: [output.name for output in one.outputs] for one in told.outcomes if one.status == "fired"}
    assert fired["TD101"] == ["kind"]
    assert told.verdict == "TD102"


def test_what_the_whole_shows_too_is_not_said_of_an_output(pack: Pack) -> None:
    climbs = {"kind_loss": "1.10-0.08x11", "val_kind_loss": "0.9-0.05x4 0.75+0.06x6"}
    scores = {"kind_accuracy": "0.40+0.04x11", "val_kind_accuracy": "0.5+0.01x5 0.53-0.02x5"}
    other = {"tag_loss": "0.3-0.01x11", "val_tag_loss": "0.3x11"}
    told = diagnosed(pack, loss="1.4-0.09x11", val_loss="1.2-0.05x4 1.05+0.06x6", **climbs, **scores, **other)
    (found,) = (one for one in told.outcomes if one.code == "TD102")
    assert (found.status, found.outputs) == ("fired", ())
