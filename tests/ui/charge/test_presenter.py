"""The words of the charge nurse's page: each open thing a sentence, an empty ward too."""

from datetime import datetime

import pytest

from cart_ward import i18n
from cart_ward.care.open_ward import Ward
from cart_ward.clinical.open_work import OpenThing, Place, Topic
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.i18n.wording import open_work as wording
from cart_ward.ui.charge import presenter
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock


def test_an_empty_ward_says_that_nothing_is_open(ward: WardBuilder, clock: FixedClock) -> None:
    """With the time, so that nobody takes an old page for it."""
    snapshot = ward.snapshot()
    found = presenter.derive(Ward(snapshot=snapshot, statuses=(), now=clock.now(), zone=ZONE))

    assert all(group.title.startswith("✓ ") for group in found)
    assert presenter.summary(found, "14:00") == "✓ As of 14:00 nothing is open on this ward."


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("code", [c for c in wording.SENTENCES if c.startswith("open.")])
def test_every_open_thing_has_its_sentence(code: str, language: str, clock: FixedClock) -> None:
    """Nothing is left of a hole, and no word of the machine stands in it."""
    i18n.set_language(language)
    now: datetime = clock.now()
    facts: dict[str, object] = {
        "check": Check.NEURO,
        "scale": Scale.CRS,
        "trigger": "hypotension",
        "roles": ("ward_doctor", "icu"),
        "reason": "imaging",
        "name": "Default ward rules",
        **dict.fromkeys(("at", "by"), now),
        **dict.fromkeys(("late", "age"), now - now),
        **dict.fromkeys(("missed", "more", "count", "grade", "signed", "doses", "size"), 2),
        "expiry": now.date(),
        "lot": "B1",
        "version": "1",
    }
    thing = OpenThing(
        topic=Topic.WARD, key="x", code=code, place=Place.PATIENT, since=now, facts=facts
    )

    [row] = presenter.groups([thing], now, ZONE)[Topic.WARD].rows

    assert "{" not in row.what
    assert not {"hypotension", "ward_doctor", "imaging", "neuro,"} & set(row.what.split())
    i18n.set_language("en")
