"""Which form a step opens, and what stands above it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.tocilizumab import calculate
from cart_ward.clinical.vocabulary import CheckPart
from cart_ward.i18n import _, formats
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.response import ResponseForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab import figures
from cart_ward.ui.tocilizumab.figures import Figure
from cart_ward.ui.tocilizumab.steps import Who
from cart_ward.ui.tocilizumab.story import DoseStory, Stage
from cart_ward.ui.widgets.card import line


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKey:
    """What a form is about; while it stays the same the form under the hand is not replaced."""

    stage: Stage
    about: int | None
    part: CheckPart | None
    paused: bool
    rounds: int


def key_of(story: DoseStory, stage: Stage) -> FormKey:
    """Return what the form of this step is about."""
    source = story.order if stage in {Stage.PREPARE, Stage.CHECK} else story.dose or story.order
    check = stage is Stage.CHECK
    return FormKey(
        stage=stage,
        about=None if source is None or stage is Stage.ORDER else int(source.id),
        part=story.next_part if check else None,
        paused=story.paused,
        rounds=int(story.mismatch) if check else len(story.steps),
    )


def form_for(
    station: Station, admission_id: AdmissionId, story: DoseStory, stage: Stage
) -> SignedForm:
    """Return the form of a step."""
    if stage is Stage.INFUSE and story.running:
        return InfusionForm(station, admission_id, story)
    if stage is Stage.RESPOND and story.dose is not None:
        return ResponseForm(station, admission_id, story.dose, story.steps)
    if story.order is None or stage is Stage.ORDER:
        return OrderForm(station, admission_id)
    if stage is Stage.PREPARE:
        return PrepareForm(station, admission_id, story.order)
    if stage is Stage.CHECK:
        return DoubleCheckForm(station, admission_id, story.order.id, story.next_part)
    return StartForm(station, admission_id, story.order)


def above(
    station: Station, admission_id: AdmissionId, story: DoseStory, stage: Stage, who: Who
) -> tuple[QWidget, ...]:
    """Return what stands above the form: at the check never a dose nor a volume."""
    if stage is not Stage.CHECK or story.order is None:
        return ()
    order = story.order.body
    weighed = station.snapshot.charts[admission_id].entry(order.weight_id)
    if weighed is None or not isinstance(weighed.body, Weight):
        return ()
    facts = figures.beside_each_other(
        Figure(
            "figure_per_kg",
            _("Ordered by {who}").format(who=who.signed(story.order, order.prescriber_id)),
            _ordered(order, weighed.body),
            _("once, IV over {minutes} min, max 800 mg").format(minutes=order.duration_min),
        ),
        figures.weighed(weighed.body.kilograms, weighed.taken_at, station.now(), station.zone),
        Figure("figure_concentrate", _("Concentrate"), _("20 mg/mL")),
        Figure(
            "figure_bag",
            _("Into"),
            _("{value} mL").format(value=order.diluent_ml),
            _("NaCl 0.9 %"),
        ),
    )
    return (facts, *_rounded(order, weighed.body), *_vials(story), *_said(story, who))


def _ordered(order: MedicationOrder, weight: Weight) -> str:
    """Return what both work from: mg/kg as the rule has it, else the dose the prescriber chose."""
    rule = calculate(weight.kilograms)
    if rule is not None and rule.dose_mg == order.dose_mg:
        return _("{per_kg} mg/kg").format(per_kg=formats.number(rule.per_kg))
    return _("{dose} mg").format(dose=formats.number(order.dose_mg))


def _rounded(order: MedicationOrder, weight: Weight) -> tuple[QWidget, ...]:
    """Return what to do where the prescriber named the dose, for example in whole vials."""
    rule = calculate(weight.kilograms)
    if rule is None or rule.dose_mg == order.dose_mg:
        return ()
    words = _(
        "The prescriber has named the dose, not taken it from the weight. Check that it is within "
        "10 % of {per_kg} mg/kg; then enter the ordered dose and its volume."
    ).format(per_kg=formats.number(rule.per_kg))
    return (line(words, "warn"),)


def _vials(story: DoseStory) -> tuple[QWidget, ...]:
    if story.preparation is None:
        return ()
    body = story.preparation.body
    counts = ((400, body.vials_400), (200, body.vials_200), (80, body.vials_80))
    listed = ", ".join(
        _("{count} × {size} mg").format(count=count, size=size) for size, count in counts if count
    )
    return (line(_("Vials: {vials}. Lots: {lots}").format(vials=listed, lots=body.lots), "body"),)


def _said(story: DoseStory, who: Who) -> tuple[QWidget, ...]:
    hidden = line(
        _(
            "What the first person entered stays hidden until the second has entered theirs; "
            "both must agree with each other and with the order."
        )
    )
    if story.mismatch:
        again = _(
            "The two calculations and the order are not equal. Nothing may be given yet. "
            "Both work it out again, apart; if they still differ, ask the prescriber."
        )
        return (line(again, "error"),)
    if story.first is not None:
        done = _("First calculation signed: {who}.").format(who=who.signed(story.first))
        return (hidden, line(done, "good"))
    return (hidden,)
