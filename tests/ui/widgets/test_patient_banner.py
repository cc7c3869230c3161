"""The banner says whose page it is, with words for what nobody knows."""

from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Background
from cart_ward.clinical.vocabulary import BackgroundKind
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.ui.charted import Charted


def made(care: Charted, qtbot: QtBot) -> PatientBanner:
    """Return the banner of the one patient."""
    banner = PatientBanner(care.station, care.patient)
    qtbot.addWidget(banner)
    return banner


def test_both_identifiers_and_both_names_are_shown(care: Charted, qtbot: QtBot) -> None:
    """Name in both scripts, birth date, age, sex, number, bed."""
    banner = made(care, qtbot)

    assert banner.bed.text() == "5"
    assert banner.name.text() == "陈伟 Chen Wei"
    for part in ("05-Mar-1971", "55 y", "Male", "P40001"):
        assert part in banner.who.text()


def test_the_day_and_hour_since_the_infusion_move_with_the_clock(
    care: Charted, qtbot: QtBot
) -> None:
    """D+2 becomes D+3 at midnight of the ward."""
    banner = made(care, qtbot)
    before = banner.day.text()
    care.clock.advance(hours=10)
    care.station.ticked.emit(care.clock.now())

    assert before == "D+2 (hour 48)"
    assert banner.day.text() == "D+3 (hour 58)"


def test_known_facts_are_words(care: Charted, qtbot: QtBot) -> None:
    """No known allergies is a fact, and so are weight and code status."""
    banner = made(care, qtbot)

    assert banner.allergies.text() == "No known allergies"
    assert banner.weight.text().startswith("72.0 kg")
    assert banner.code_status.text() == "Full code"


def test_an_allergy_charted_elsewhere_appears_at_once(care: Charted, qtbot: QtBot) -> None:
    """The banner looks again when this patient's chart changed."""
    banner = made(care, qtbot)
    care.ward.record(care.patient, Background(kind=BackgroundKind.ALLERGY, text="penicillin"))
    care.read_again()

    assert banner.allergies.text() == "Allergy: penicillin"


def test_nothing_charted_is_not_known(care: Charted, qtbot: QtBot) -> None:
    """Missing is a word, never "none"."""
    care.patient = care.ward.admit(
        bed="6", hospital_no="P9", no_known_allergy=False, code_status="", weight=None
    )
    care.read_again()

    banner = made(care, qtbot)

    assert banner.allergies.text() == "Allergies not known"
    assert banner.weight.text() == "Weight not known"
    assert banner.code_status.text() == "Code status not known"


def test_a_discharged_patient_is_said_to_be_gone(care: Charted, qtbot: QtBot) -> None:
    """The name stays, nothing old is shown as if it were now."""
    banner = made(care, qtbot)
    care.ward.discharge(care.patient)
    care.read_again()

    assert banner.name.text() == "陈伟 Chen Wei"
    assert banner.day.text() == "Not on the ward"
    assert banner.weight.text() == ""
