"""Signing the proposed grade with the observation: in one's own name, or not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import access
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.people import Role
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.flow import FlowLayout


class ConfirmGrade(QWidget):
    """A tick that signing confirms the grade; and the way to another grade.

    It is on by default, but not for a grade that still waits for a look at the patient. Nothing is
    offered where nothing was assessed, where the grade is only a lower bound (whoever signs "1"
    must not stand for "1 or higher"), or where the role may not grade. Signal: `edited()`.
    """

    edited = Signal()

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.scale = scale
        self._grade: int | None = None
        self._may = False
        self._sure = True
        self._said: bool | None = None
        self._said_of: int | None = None
        self.tick = named(QCheckBox(), f"confirm_{scale.value}")
        self.disagree = named(QPushButton(_("I do not agree…")), f"disagree_{scale.value}")
        self.disagree.setCheckable(True)
        theme.role(self.disagree, "quiet")
        self._show_tick()
        self.nothing = line("")
        both = QWidget()
        row = FlowLayout(both, spacing=0)
        row.addWidget(self.tick)
        row.addWidget(self.disagree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (both, self.nothing):
            column.addWidget(widget)
        self.tick.clicked.connect(self._on_tick)
        self.disagree.clicked.connect(self._on_disagree)

    def show_for(self, graded: Graded, role: Role | None) -> None:
        """Offer to sign what is proposed now."""
        self._grade = None if graded.missing else graded.grade
        self._may = role is not None and access.may(role, "sign_grade")
        self._sure = not graded.provisional
        if self._said and graded.grade != self._said_of:
            self._said = None  # a yes to one grade is none to another; a no holds for all
        self._show_tick()
        self.tick.setVisible(self.offers())
        self.disagree.setVisible(self._may)
        self.nothing.setVisible(not self.offers())
        if graded.grade is None:
            self.nothing.setText(_("Nothing to confirm: not assessed is not grade 0."))
            return
        text = _("By signing I confirm {scale} {grade}").format(
            scale=self.scale.value, grade=graded.grade
        )
        self.tick.setText(text)
        self.tick.setAccessibleName(text)
        if not self._may:
            self.nothing.setText(_("A nurse or a physician confirms the grade afterwards."))
        elif graded.missing:
            words = _("Nothing to confirm while something is missing: the grade may be higher.")
            self.nothing.setText(words)

    def offers(self) -> bool:
        """Tell whether there is a grade this person may sign."""
        return self._grade is not None and self._may

    def grade(self) -> int | None:
        """Return the grade to sign, or None."""
        return self._grade if self.offers() and self.tick.isChecked() else None

    def wants_other(self) -> bool:
        """Tell whether the person wants to give another grade after signing."""
        return self._may and self.disagree.isChecked()

    def draft(self) -> list[object]:
        """Return what was said of both, and of which grade."""
        return [self._said, self.disagree.isChecked(), self._said_of]

    def restore(self, draft: object) -> None:
        """Put both ticks back."""
        if isinstance(draft, list) and len(draft) in (2, 3):
            # A draft of before says of no grade that somebody ticked it: only its no is kept.
            said_of = draft[2] if len(draft) == 3 else None
            self._said_of = said_of if isinstance(said_of, int) else None
            known = draft[0] is False or (draft[0] is True and self._said_of is not None)
            self._said = draft[0] if known else None
            self.disagree.setChecked(draft[1] is True)
            self._show_tick()

    def _show_tick(self) -> None:
        """Show what the person said; as long as nobody said anything, what may be taken for it."""
        self.tick.setChecked(self._sure if self._said is None else self._said)

    def _on_tick(self) -> None:
        self._said, self._said_of = self.tick.isChecked(), self._grade
        if self._said:
            self.disagree.setChecked(False)
        self.edited.emit()

    def _on_disagree(self) -> None:
        self._said = False if self.disagree.isChecked() else None
        self._show_tick()
        self.edited.emit()
