"""The neuro check beside the score: what wakes, seizure, motor, raised pressure, and the rest."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cart_ward.clinical import limits
from cart_ward.clinical.observed import NeuroCheck
from cart_ward.clinical.vocabulary import Consciousness, Handwriting, Oedema, Seizure
from cart_ward.errors import Finding, Level
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.naming import wrapping
from cart_ward.ui.forms.signs import SIGNS, SignsRow
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import NumberField, caption

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

CAPTION = 162
"""Width of the captions in pixels, as of the other rows of buttons."""

GCS = {"eye": 4, "verbal": 5, "motor": 6}
"""The highest score of each part of the Glasgow coma scale; the lowest is 1."""


class NeuroFields(QWidget):
    """The rows under the score. Signal: `edited()`; `extras` holds what may be left out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self.handwriting = self._words(_("Handwriting"), Handwriting, "handwriting")
        self.consciousness = self._words(_("Consciousness"), Consciousness, "consciousness")
        self.contradiction = theme.role(wrapping("contradiction"), "error")
        self._rows.addWidget(self.contradiction)
        self.seizure = self._words(_("Seizure"), Seizure, "seizure")
        self.weakness = self._row(
            _("Motor"),
            [(False, _("No weakness")), (True, _("Hemiparesis or paraparesis"))],
            "motor_weakness",
        )
        self.oedema = self._words(_("Cerebral oedema"), Oedema, "oedema")
        self.signs = SignsRow()
        self._add(_("Raised pressure"), self.signs)
        self.extras = QWidget()
        self._extra_rows = QVBoxLayout(self.extras)
        self._extra_rows.setContentsMargins(0, 0, 0, 0)
        self.gcs = {part: self._gcs(part, most) for part, most in GCS.items()}
        self.pupil_left = self._pupil("pupil_left", _("Left pupil"))
        self.pupil_right = self._pupil("pupil_right", _("Right pupil"))
        self.tremor = self._row(
            _("Tremor"), [(False, _("None")), (True, _("Present"))], "tremor", extra=True
        )
        self._rows.addWidget(self.extras)
        self.extras.hide()
        self.signs.edited.connect(self.edited)

    def _words(self, label: str, vocabulary: type[E], name: str) -> ChoiceRow[E]:
        choices = [
            (word, wording.say(f"words.{vocabulary.__name__}.{word.value}")) for word in vocabulary
        ]
        return self._row(label, choices, name)

    def _row(
        self, label: str, choices: Sequence[tuple[T, str]], name: str, *, extra: bool = False
    ) -> ChoiceRow[T]:
        choice: ChoiceRow[T] = ChoiceRow(choices, name=name)
        choice.name_buttons(label)
        choice.chosen.connect(self.edited)
        choice.left.connect(self.focusNextChild)
        self._add(label, choice, extra=extra)
        return choice

    def _add(self, label: str, widget: QWidget, *, extra: bool = False) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(caption(label, width=theme.px(CAPTION)))
        row.addWidget(widget, 1)
        (self._extra_rows if extra else self._rows).addLayout(row)

    def _gcs(self, part: str, most: int) -> ChoiceRow[int]:
        labels = {"eye": _("GCS eyes"), "verbal": _("GCS verbal"), "motor": _("GCS motor")}
        points = [(number, str(number)) for number in range(1, most + 1)]
        return self._row(labels[part], points, f"gcs_{part}", extra=True)

    def _pupil(self, name: str, label: str) -> NumberField:
        def check(width: Decimal | None) -> tuple[Finding, ...]:
            low, high = limits.PUPIL
            if width is None or low <= width <= high:
                return ()
            facts = {"value": width, "low": low, "high": high}
            code = f"{name}.impossible"
            return (Finding(field=name, level=Level.STOP, code=code, facts=facts),)

        field = NumberField(name, label=label, unit=_("mm"), decimals=1, check=check)
        field.edited.connect(self.edited)
        field.left.connect(self.focusNextChild)
        self._extra_rows.addWidget(field)
        return field

    def body(self) -> NeuroCheck:
        """Return what was recorded; what was not looked at stays None."""
        return NeuroCheck(
            consciousness=self.consciousness.value(),
            eye=self.gcs["eye"].value(),
            verbal=self.gcs["verbal"].value(),
            motor=self.gcs["motor"].value(),
            pupil_left=self.pupil_left.value(),
            pupil_right=self.pupil_right.value(),
            seizure=self.seizure.value(),
            motor_weakness=self.weakness.value(),
            oedema=self.oedema.value(),
            **self.signs.value(),
            tremor=self.tremor.value(),
            handwriting=self.handwriting.value(),
            picture=None,
        )

    def numbers(self) -> tuple[NumberField, ...]:
        """Return the number fields."""
        return (self.pupil_left, self.pupil_right)

    def choices(self) -> Mapping[str, ChoiceRow[Consciousness] | ChoiceRow[Seizure]]:
        """Return the rows a contradiction can point at."""
        return {"consciousness": self.consciousness, "seizure": self.seizure}

    def is_empty(self) -> bool:
        """Tell whether nothing was recorded."""
        return not any(self._drafted().values()) and not any(f.text() for f in self.numbers())

    def _drafted(self) -> dict[str, list[object]]:
        """Return each recorded answer inside a list, for a False is an answer too."""
        answers: dict[str, object] = {
            "consciousness": self.consciousness.value(),
            "seizure": self.seizure.value(),
            "motor_weakness": self.weakness.value(),
            "oedema": self.oedema.value(),
            "tremor": self.tremor.value(),
            "handwriting": self.handwriting.value(),
            **self.signs.value(),
            **{f"gcs_{part}": choice.value() for part, choice in self.gcs.items()},
        }
        return {name: [] if value is None else [value] for name, value in answers.items()}

    def draft(self) -> dict[str, object]:
        """Return what was recorded."""
        pupils = {field.name: [field.text(), field.again_text()] for field in self.numbers()}
        return {**self._drafted(), **pupils}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back."""

        def answer(name: str) -> object:
            found = draft.get(name)
            return found[0] if isinstance(found, list) and found else None

        self.consciousness.set_value(drafts.one_of(Consciousness, answer("consciousness")))
        self.seizure.set_value(drafts.one_of(Seizure, answer("seizure")))
        self.weakness.set_value(drafts.flag(answer("motor_weakness")))
        self.oedema.set_value(drafts.one_of(Oedema, answer("oedema")))
        self.handwriting.set_value(drafts.one_of(Handwriting, answer("handwriting")))
        self.tremor.set_value(drafts.flag(answer("tremor")))
        self.signs.set_value({sign: drafts.flag(answer(sign)) for sign in SIGNS})
        for part, choice in self.gcs.items():
            points = answer(f"gcs_{part}")
            choice.set_value(
                points if isinstance(points, int) and points in choice.buttons else None
            )
        for field in self.numbers():
            text, again = [*drafts.texts(draft.get(field.name)), "", ""][:2]
            field.set_text(text, again)
