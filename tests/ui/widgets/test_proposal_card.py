"""A proposal says what it is, why, and what is missing; not assessed is never a number."""

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.vocabulary import Scale
from cart_ward.ui.widgets.proposal_card import ProposalCard, headline, reasons
from tests.builders import ZONE
from tests.fakes import NOW


@pytest.mark.parametrize(
    ("graded", "words"),
    [
        pytest.param(NOT_ASSESSED, "CRS: not assessed", id="nothing known"),
        pytest.param(Graded(grade=0), "CRS grade 0, proposed", id="zero is a grade"),
        pytest.param(
            Graded(grade=1, missing=("oxygen",), provisional=True),
            "CRS grade 1 or higher, proposed",
            id="a lower bound",
        ),
        pytest.param(
            Graded(grade=0, provisional=True, flags=("episode_open",)),
            "CRS grade 0, proposed, provisional",
            id="provisional",
        ),
    ],
)
def test_the_headline_tells_them_apart(graded: Graded, words: str) -> None:
    """Each kind of answer has its own words."""
    assert headline(Scale.CRS, graded) == words


def test_reasons_warnings_and_gaps_are_sentences() -> None:
    """No code is shown to anybody."""
    graded = Graded(
        grade=1, because=("fever",), missing=("oxygen",), provisional=True, flags=("episode_open",)
    )

    assert [role for _text, role in reasons(graded)] == ["body", "warn", "hint"]
    assert reasons(graded)[0][0] == "Fever of 38.0 °C or more"


def test_the_card_repaints_when_the_proposal_changes(qtbot: QtBot) -> None:
    """Badge, words and description belong to the same answer."""
    card = ProposalCard(Scale.ICANS)
    qtbot.addWidget(card)
    card.show_graded(NOT_ASSESSED, now=NOW, zone=ZONE)
    first = card.accessibleName()
    card.show_graded(Graded(grade=4, because=("raised_pressure",)), now=NOW, zone=ZONE)

    assert first == "ICANS: not assessed"
    assert card.accessibleName() == "ICANS grade 4, proposed"
    assert card.badge.face.grade == 4
    assert "intracranial" in card.accessibleDescription()
