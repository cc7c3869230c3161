"""The forms filled in as one does it at the bedside: keys and clicks, nothing set from inside."""

from collections.abc import Mapping

from cart_ward.clinical.vocabulary import Acvpu, Consciousness, Oedema, Oxygen, Seizure
from cart_ward.ui.forms.ice import IceFields
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.widgets.number_field import NumberField
from tests.ui.hands import click, keys

FEVER = {
    "temperature": "39.2",
    "pulse": "124",
    "respiratory_rate": "24",
    "systolic": "92",
    "diastolic": "50",
    "spo2": "95",
}
"""A set that is CRS 1 by itself and CRS 3 with one vasopressor."""


def put(field: NumberField, text: str) -> None:
    """Type a number, and once more where the form asks for it."""
    field.edit.clear()
    keys(field.edit, text)
    if field.waits_for_again():
        keys(field.again, text)


def fill_vitals(
    page: VitalsPage,
    numbers: Mapping[str, str] = FEVER,
    *,
    oxygen: Oxygen = Oxygen.ROOM_AIR,
    support: Support | None = Support.NONE,
    vasopressin: bool = False,
    consciousness: Acvpu | None = Acvpu.ALERT,
) -> None:
    """Type a set of vital signs."""
    fields = page.vitals.fields
    click(fields.oxygen.buttons[oxygen])
    for name, text in numbers.items():
        put(fields.numbers[name], text)
    if support is not None:
        click(fields.support.buttons[support])
    if vasopressin:
        click(fields.vasopressin)
    if consciousness is not None:
        click(fields.consciousness.buttons[consciousness])


def fill_ice(page: NeuroCheckPage, points: int) -> None:
    """Type 1 for the first items and 0 for the rest."""
    items = page.neuro.score.items
    assert isinstance(items, IceFields)
    for number, toggle in enumerate(items.toggles.values()):
        keys(toggle, "1" if number < points else "0")


def fill_neuro(
    page: NeuroCheckPage,
    *,
    consciousness: Consciousness = Consciousness.ALERT,
    seizure: Seizure = Seizure.NONE,
    weakness: bool = False,
    oedema: Oedema = Oedema.NONE,
) -> None:
    """Choose what was found in each domain beside the score; no sign of raised pressure."""
    fields = page.neuro.fields
    for button in (
        fields.consciousness.buttons[consciousness],
        fields.seizure.buttons[seizure],
        fields.weakness.buttons[weakness],
        fields.oedema.buttons[oedema],
        fields.signs.none,
    ):
        click(button)
