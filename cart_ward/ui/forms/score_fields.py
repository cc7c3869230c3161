"""ICE or CAPD, whichever the age asks for; or why there is no score."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cart_ward.clinical import capd as capd_score
from cart_ward.clinical import ice as ice_score
from cart_ward.clinical.entries import Body
from cart_ward.clinical.observed import CapdAssessment, IceAssessment, NotDone
from cart_ward.clinical.vocabulary import BackgroundKind, Check, NotDoneReason
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.capd import CapdFields
from cart_ward.ui.forms.ice import IceFields
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import caption

CAPTION = 162
"""Width of the captions in pixels, as of the other rows of buttons."""


class ScoreFields(QWidget):
    """The items, the language, and "no score because". Signal: `edited()`."""

    edited = Signal()

    def __init__(self, background: Mapping[BackgroundKind, str], *, capd: bool) -> None:
        super().__init__()
        self.tool = "CAPD" if capd else "ICE"
        self.most = capd_score.MOST if capd else ice_score.MOST
        self.items: IceFields | CapdFields = (
            CapdFields() if capd else IceFields(background.get(BackgroundKind.SENTENCE, ""))
        )
        self.language = named(QLineEdit(), "score_language")
        self.language.setText(background.get(BackgroundKind.LANGUAGE, ""))
        self.language.setAccessibleName(_("Language used for the score"))
        self.language.setPlaceholderText(_("Language used"))
        self.language.setFixedWidth(theme.px(180))
        self.language.returnPressed.connect(self._take_suggestion)
        self.suggested = theme.role(wrapping("suggested"), "hint")
        self._offered: IceAssessment | None = None
        self.interpreter: ChoiceRow[bool] = ChoiceRow(
            [(False, _("No interpreter")), (True, _("Interpreter"))], name="interpreter"
        )
        self.interpreter.name_buttons(_("Interpreter"))
        self.reason: ChoiceRow[NotDoneReason] = ChoiceRow(
            [(r, wording.say(f"words.NotDoneReason.{r.value}")) for r in NotDoneReason],
            name="score_not_done",
        )
        self.reason.name_buttons(_("No score because"))
        self.note = named(QLineEdit(), "score_note")
        self.note.setPlaceholderText(_("Why is there no score?"))
        self.note.setAccessibleName(_("Why is there no score?"))
        self._lay_out()
        for signal in (
            self.items.edited,
            self.interpreter.chosen,
            self.reason.chosen,
            self.language.textEdited,
            self.note.textEdited,
        ):
            signal.connect(self._on_edited)
        for choice in (self.interpreter, self.reason):
            choice.left.connect(self.focusNextChild)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self.items)
        self.none_row = row_of(caption(_("No score because"), width=theme.px(CAPTION)), self.reason)
        rows.addWidget(self.none_row)
        rows.addWidget(self.note)
        self.spoken = row_of(
            caption(_("Language"), width=theme.px(CAPTION)),
            self.language,
            self.interpreter,
            self.suggested,
        )
        rows.addWidget(self.spoken)
        self.interpreter.setVisible(self.tool == "ICE")
        self.none_row.hide()
        self.note.hide()

    def set_touch(self, *, large: bool) -> None:
        """Make the items of ICE large or ordinary targets."""
        if isinstance(self.items, IceFields):
            self.items.set_touch(large=large)

    def ask_why_not(self) -> None:
        """Ask why there is no score in place of the items; asked again, the items come back."""
        asks = self.none_row.isHidden()
        if not asks:
            self.reason.set_value(None)
        self._show_reason(asks=asks)
        (self.reason if asks else self.items.first()).setFocus()
        self._on_edited()

    def suggest(self, last: IceAssessment | None) -> None:
        """Offer the language of the last check in grey; Enter in the empty field takes it."""
        if last is None or not last.language:
            return
        self._offered = last
        self.language.setPlaceholderText(last.language)
        spoken = {None: "", False: _("No interpreter"), True: _("Interpreter")}[last.interpreter]
        self.suggested.setText(" · ".join(part for part in (last.language, spoken) if part))
        self.suggested.setVisible(True)

    def _take_suggestion(self) -> None:
        if self._offered is not None and not self.language.text().strip():
            self.language.setText(self._offered.language)
            if self.interpreter.value() is None:
                self.interpreter.set_value(self._offered.interpreter)
            self._on_edited()
        self.focusNextChild()

    def ice(self) -> IceAssessment | None:
        """Return the ICE items, or None where CAPD is asked or nothing was recorded."""
        if not isinstance(self.items, IceFields) or self.items.is_empty():
            return None
        return self.items.body(self.language.text().strip(), interpreter=self.interpreter.value())

    def capd(self) -> CapdAssessment | None:
        """Return the CAPD items, or None where ICE is asked or nothing was recorded."""
        if not isinstance(self.items, CapdFields) or self.items.is_empty():
            return None
        return self.items.body(self.language.text().strip())

    def not_done(self) -> NotDone | None:
        """Return why there is no score; None where there is one."""
        reason = self.reason.value()
        if reason is None or not self.items.is_empty():
            return None
        return NotDone(what=Check.NEURO, reason=reason, note=self.note.text().strip())

    def bodies(self) -> tuple[Body, ...]:
        """Return what would be charted about the score."""
        return tuple(b for b in (self.ice(), self.capd(), self.not_done()) if b is not None)

    def points(self) -> int | None:
        """Return the total; None while an item is open."""
        ice, capd = self.ice(), self.capd()
        if ice is not None:
            return ice_score.score(ice)
        return None if capd is None else capd_score.score(capd)

    def so_far(self) -> int:
        """Return the points of the items that were asked; no score while one is open."""
        return sum(int(value) for value in self.items.values() if value is not None)

    def open_items(self) -> list[str]:
        """Return the items that were not asked yet."""
        return self.items.open_items()

    def is_empty(self) -> bool:
        """Tell whether neither an item nor a reason was recorded."""
        return self.items.is_empty() and self.reason.value() is None

    def first(self) -> QWidget:
        """Return the first item."""
        return self.items.first()

    def missing(self) -> list[Missing]:
        """Return what is asked before signing: a score or a reason, never both."""
        if self.items.is_empty():
            return self._missing_reason()
        if self.reason.value() is not None:
            both = _("A score and “no score because” cannot both be. Take one back.")
            return [(self.reason, both)]
        return []

    def _missing_reason(self) -> list[Missing]:
        if self.reason.value() is None:
            none = _("No item was recorded. Say under “no score because” why not.")
            self._show_reason(asks=True)
            return [(self.reason, none)]
        if self.reason.value() is NotDoneReason.OTHER and not self.note.text().strip():
            return [(self.note, _("Say in a few words why there is no score."))]
        return []

    def draft(self) -> dict[str, object]:
        """Return what was recorded."""
        return {
            "items": self.items.draft(),
            "language": self.language.text(),
            "interpreter": self.interpreter.value(),
            "reason": self.reason.value(),
            "note": self.note.text(),
        }

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back."""
        self.items.restore(drafts.part(draft, "items"))
        self.language.setText(drafts.text(draft.get("language")))
        self.interpreter.set_value(drafts.flag(draft.get("interpreter")))
        self.reason.set_value(drafts.one_of(NotDoneReason, draft.get("reason")))
        self.note.setText(drafts.text(draft.get("note")))
        self._show_reason(asks=self.reason.value() is not None)
        self._show_note()

    def _on_edited(self) -> None:
        self._show_note()
        self.edited.emit()

    def _show_reason(self, *, asks: bool) -> None:
        self.none_row.setVisible(asks)
        self.items.setVisible(not asks or not self.items.is_empty())

    def _show_note(self) -> None:
        """Ask for a few words once there is a reason."""
        self.note.setVisible(self.reason.value() is not None)


def row_of(*widgets: QWidget) -> QWidget:
    """Return widgets side by side as one row that can be hidden."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, int(widget is widgets[-1]))
    return holder
