"""Every kind of entry has words, and none that hide what was not recorded."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.entries import KINDS, Body
from cart_ward.clinical.medicines import DoseGiven, DoubleCheck, DrugGiven, StockMove
from cart_ward.clinical.observed import (
    Grading,
    HandoverSigned,
    MonitoringPause,
    Note,
    StruckOut,
)
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DrugKind,
    EntryId,
    NoteKind,
    Oxygen,
    Route,
    Scale,
    StockMoveKind,
)
from cart_ward.ui.patient.describe import described
from cart_ward.ui.patient.words import kind_words
from tests.builders import ZONE, ice, ice_total, neuro_check, vital_signs
from tests.fakes import NOW


def test_every_kind_has_a_name_of_its_own() -> None:
    """Nobody reads the word of the store."""
    names = {kind: kind_words(kind) for kind in KINDS}

    assert all(name != kind for kind, name in names.items())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            vital_signs(temperature="39.1", oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2)),
            ["T 39.1 °C", "BP 118/72", "SpO2 98 %", "Nasal cannula 2 L/min"],
            id="vital signs",
        ),
        pytest.param(vital_signs(diastolic=None), ["BP 118/–"], id="half a pressure"),
        pytest.param(vital_signs(pulse=0), ["HR 0"], id="a pulse of zero"),
        pytest.param(ice(7), ["ICE 7"], id="ICE"),
        pytest.param(ice(7, year=None), ["ICE not complete", "1"], id="an item is open"),
        pytest.param(ice_total(4), ["ICE 4", "items not recorded"], id="a total alone"),
        pytest.param(neuro_check(papilloedema=True), ["sign of raised pressure"], id="pressure"),
        pytest.param(
            Grading(
                scale=Scale.CRS,
                grade=2,
                proposed_grade=None,
                because=(),
                rule_version="1",
                override_reason="low for him",
                provisional=False,
            ),
            ["CRS grade 2 signed", "proposed was none", "low for him"],
            id="an override",
        ),
        pytest.param(
            DrugGiven(
                drug="paracetamol",
                kind=DrugKind.ANTIPYRETIC,
                dose=Decimal("0.5"),
                unit="g",
                route=Route.ORAL,
                interval_hours=Decimal(6),
                until=NOW + timedelta(days=1),
            ),
            ["paracetamol", "0.5 g", "every 6 h", "until 23-Nov-2026 14:00"],
            id="a drug",
        ),
        pytest.param(
            DoseGiven(
                order_id=None,
                drug="tocilizumab",
                dose_mg=Decimal("576.0"),
                ended_at=NOW,
                volume_ml=None,
                reaction=None,
                given_by_id=None,
                checked_by_id=None,
                deviation="downtime",
                decided_by="Dr Gao",
            ),
            ["tocilizumab 576 mg", "deviation: downtime"],
            id="a deviation",
        ),
        pytest.param(
            MonitoringPause(paused=True, reason="CT", until=None),
            ["Monitoring paused: CT"],
            id="a pause",
        ),
        pytest.param(
            Note(kind=NoteKind.WATCH, text="cultures sent"), ["Watch: cultures sent"], id="a note"
        ),
        pytest.param(StruckOut(), ["Struck out"], id="struck out"),
    ],
)
def test_an_entry_says_what_was_charted(body: Body, words: list[str]) -> None:
    """Numbers with their units, missing as missing."""
    line = described(body, ZONE)

    assert all(word in line for word in words)


def test_a_double_check_tells_no_figures() -> None:
    """The second person calculates without having seen them."""
    body = DoubleCheck(
        order_id=EntryId(1),
        part=CheckPart.FIRST,
        weight=Decimal("72.0"),
        dose_mg=Decimal(576),
        volume_ml=Decimal("28.8"),
    )

    assert not any(character.isdigit() for character in described(body, ZONE))


@pytest.mark.parametrize(
    "body",
    [
        HandoverSigned(
            shift="day", giver_id=StaffId(1), taker_id=StaffId(2), facts_json="", pdf_digest=""
        ),
        StockMove(
            lot="B1",
            expiry=date(2027, 1, 1),
            size_mg=80,
            kind=StockMoveKind.USED,
            count=1,
            order_id=None,
        ),
    ],
)
def test_what_belongs_to_the_ward_is_named_too(body: Any) -> None:
    """It stands in no patient's chart, and yet has words."""
    assert described(body, ZONE)
