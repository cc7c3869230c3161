"""What happened in the shift, in words."""

import dataclasses

from cart_ward.clinical.entries import KINDS
from cart_ward.clinical.happened import Called, Corrected, Late, Overridden, Skipped
from cart_ward.clinical.vocabulary import Check, NotDoneReason, Oxygen, Scale
from cart_ward.i18n import wording
from cart_ward.reports import events
from cart_ward.reports.phrases import Times
from tests.reports.charting import NOW, ZONE, ago

TIMES = Times(NOW, ZONE)


def test_a_correction_words_every_kind_of_value() -> None:
    """Numbers, times, yes and no, closed lists, not recorded, and a field without a word."""
    done = Corrected(
        kind="vital_signs",
        taken_at=ago(2),
        struck_out=False,
        changes=(
            ("spo2", 89, 98),
            ("taken_at", ago(2), ago(3)),
            ("fluids", False, True),
            ("oxygen", Oxygen.ROOM_AIR, Oxygen.CPAP),
            ("pulse", None, 80),
            ("unheard_of", "a", "b"),
        ),
        reason="probe off",
        at=ago(1),
        by="Li Na",
    )

    said = events.correction(done, TIMES)

    assert said == (
        "Vital signs of 17:48: SpO2 89 → 98, observed at 17:48 → 16:48, fluids no → yes, "
        "oxygen Room air → CPAP, pulse not recorded → 80, unheard of a → b (probe off), Li Na"
    )
    struck = events.correction(dataclasses.replace(done, struck_out=True), TIMES)
    assert struck == "Vital signs of 17:48 struck out (probe off), Li Na"


def test_every_kind_of_entry_has_a_word_on_the_sheet() -> None:
    """A correction of any kind of entry can be told in both languages."""
    assert [kind for kind in KINDS if not wording.knows(f"handover.kind.{kind}")] == []


def test_a_call_says_whether_anybody_answered() -> None:
    """Answered with its outcome, or no answer yet."""
    call = Called(role="icu_outreach", name="", at=ago(1), answered_at=None, outcome="", waits=True)
    answered = dataclasses.replace(call, answered_at=ago(0.5), outcome="came", waits=False)
    nobody = dataclasses.replace(call, waits=False)

    assert events.call(call, TIMES).endswith("18:48: no answer yet")
    assert events.call(answered, TIMES).endswith("18:48, answered 19:18: came")
    assert events.call(nobody, TIMES).endswith("18:48, not answered: No answer")
    coded = dataclasses.replace(answered, outcome="advice")
    assert events.call(coded, TIMES).endswith("answered 19:18: Advice by phone")


def test_a_grade_signed_where_none_was_proposed_says_so() -> None:
    """The proposal was "not assessed", the person signed 1: both are told."""
    done = Overridden(
        scale=Scale.CRS, grade=1, proposed=None, reason="seen at home", at=ago(1), by="Li Na"
    )

    said = events.override(done, TIMES)

    assert said == "CRS signed 1, proposed not assessed (seen at home), Li Na 18:48"


def test_a_check_done_late_or_not_done_is_told_with_its_times() -> None:
    """Due and done, or due and not done yet; a skipped check with or without a remark."""
    late = Late(check=Check.VITALS, due_at=ago(2), done_at=ago(1), missed=0)
    skipped = Skipped(
        what=Check.NEURO, reason=NotDoneReason.REFUSED, note="", at=ago(1), by="Li Na"
    )
    remarked = dataclasses.replace(skipped, note="in pain")

    assert events.late(late, TIMES) == "Vital signs due 17:48, done 18:48"
    still = events.late(dataclasses.replace(late, done_at=None), TIMES)
    assert still == "Vital signs due 17:48, not done yet"
    assert events.skipped(skipped, TIMES) == "Neuro check not done 18:48: Refused (Li Na)"
    assert "Refused, in pain" in events.skipped(remarked, TIMES)
