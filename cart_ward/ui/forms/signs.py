"""Signs of raised intracranial pressure: none of them, or each that is there."""

from collections.abc import Mapping
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets.choice_row import bold_width
from cart_ward.ui.widgets.flow import FlowLayout

SIGNS = ("posturing", "cn6_palsy", "papilloedema", "cushing_triad")
"""The four signs of ICANS grade 4 (LEE19 table 3)."""


class Signs(TypedDict):
    """What is known of each sign; None: nobody looked."""

    posturing: bool | None
    cn6_palsy: bool | None
    papilloedema: bool | None
    cushing_triad: bool | None


class SignsRow(QWidget):
    """A button for "none of these" and one for each sign. Signal: `edited()`.

    A sign that was not chosen beside one that is there stays "not recorded": nobody denied it.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.none = self._button("no_sign", _("None of these"))
        self.buttons = {
            "posturing": self._button("posturing", _("Posturing")),
            "cn6_palsy": self._button("cn6_palsy", _("Sixth nerve palsy")),
            "papilloedema": self._button("papilloedema", _("Papilloedema")),
            "cushing_triad": self._button("cushing_triad", _("Cushing's triad")),
        }
        flow = FlowLayout(self, spacing=4)
        for button in (self.none, *self.buttons.values()):
            flow.addWidget(button)
        self.none.clicked.connect(self._on_none)
        for button in self.buttons.values():
            button.clicked.connect(self._on_sign)

    def _button(self, name: str, label: str) -> QPushButton:
        button = theme.role(QPushButton(label), "choice")
        button.setObjectName(f"sign_{name}")
        button.setCheckable(True)
        button.setMinimumSize(bold_width(label), theme.current().sizes.target)
        button.setAccessibleName(_("Signs of raised pressure: {sign}").format(sign=label))
        return button

    def value(self) -> Signs:
        """Return what is known of each sign."""
        denied = False if self.none.isChecked() else None

        def known(sign: str) -> bool | None:
            return True if self.buttons[sign].isChecked() else denied

        return Signs(
            posturing=known("posturing"),
            cn6_palsy=known("cn6_palsy"),
            papilloedema=known("papilloedema"),
            cushing_triad=known("cushing_triad"),
        )

    def set_value(self, signs: Mapping[str, bool | None]) -> None:
        """Show what is known."""
        for sign, button in self.buttons.items():
            button.setChecked(signs.get(sign) is True)
        self.none.setChecked(all(signs.get(sign) is False for sign in SIGNS))

    def _on_none(self) -> None:
        for button in self.buttons.values():
            button.setChecked(False)
        self.edited.emit()

    def _on_sign(self) -> None:
        self.none.setChecked(False)
        self.edited.emit()
