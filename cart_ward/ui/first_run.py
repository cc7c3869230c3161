"""The first run: three pages make a ward, a fourth shows its recovery code once."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cart_ward import i18n
from cart_ward.care.ward_setup import NewWard
from cart_ward.clinical.people import Name
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.first_run_pages import CodeStep, LanguageStep, PersonStep, Step, WardStep
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.widgets.card import Card, centred, clear

PAGES = 3
WIDTH = 820
WIDEST = 1240
"""What the smallest window holds."""


class FirstRun(QWidget):
    """Signals: `wanted(NewWard)`, then `written_down()`; `practice_wanted()`, `cancelled()`."""

    wanted = Signal(object)
    written_down = Signal()
    practice_wanted = Signal()
    cancelled = Signal()

    def __init__(self, zones: tuple[str, ...]) -> None:
        super().__init__()
        theme.role(self, "page")
        self._zones = zones
        self._answers: dict[str, str] = {}
        self._number = 1
        self.card = Card("")
        self.card.setFixedWidth(min(theme.px(WIDTH), WIDEST))
        self.count = theme.role(QLabel(), "hint")
        self.card.head.addStretch(1)
        self.card.head.addWidget(self.count)
        centred(self, self.card)
        self.step: Step = LanguageStep()
        self.message = QLabel()
        self.next = QPushButton()
        self.show_page(1)

    def show_page(self, number: int) -> None:
        """Show one of the three pages, in the language in use, with what was typed before."""
        self._number = number
        self._show(self._step(number))
        words = _("Page {number} of {pages}").format(number=number, pages=PAGES)
        self.count.setText(words)

    def show_code(self, code: str) -> None:
        """Show the recovery code, once."""
        self._number = PAGES + 1
        self._answers = {}
        self._show(CodeStep(code))
        self.count.setText("")

    def complain(self, sentence: str) -> None:
        """Say why the ward was not made; everything typed is still there."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.setEnabled(True)

    @Slot()
    def go_on(self) -> None:
        """Go to the next page if this one is right; after the last one the ward is wanted."""
        problem = self.step.problem()
        if problem is not None:
            self._complain_at(*problem)
            return
        self._answers |= self.step.answers()
        if self._number < PAGES:
            self.show_page(self._number + 1)
        elif self._number == PAGES:
            self.complain("")
            self.setEnabled(False)
            self.wanted.emit(self._new_ward())
        else:
            self.written_down.emit()

    @Slot()
    def go_back(self) -> None:
        """Go to the page before; the secrets are typed anew."""
        self._answers |= self.step.answers()
        self.show_page(self._number - 1)

    @Slot(str)
    def speak(self, code: str) -> None:
        """Speak a language from now on and go on."""
        i18n.set_language(code)
        self.go_on()

    def _step(self, number: int) -> Step:
        if number == 1:
            first = LanguageStep()
            first.chosen.connect(self.speak)
            return first
        return WardStep(self._answers, self._zones) if number == 2 else PersonStep(self._answers)

    def _show(self, step: Step) -> None:
        clear(self.card.body)
        self.step = step
        self.card.set_title(step.title)
        step.entered.connect(self.go_on)
        self.message = theme.role(wrapping("first_run_message"), "error")
        foot = self._foot()
        for part in (step, self.message, foot):
            self.card.body.addWidget(part)
        step.show()
        foot.show()
        self.setEnabled(True)
        step.first().setFocus()

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(self._button("cancel", _("Cancel"), "secondary", self.cancelled.emit))
        if self._number <= PAGES:
            words = _("Open the practice ward instead")
            line.addWidget(self._button("practice", words, "quiet", self.practice_wanted.emit))
        line.addStretch(1)
        if 1 < self._number <= PAGES:
            line.addWidget(self._button("back", _("Back"), "secondary", self.go_back))
        if self._number > 1:
            words = {2: _("Next"), 3: _("Make the ward")}.get(self._number, _("Open the ward"))
            self.next = self._button("next", words, "primary", self.go_on)
            line.addWidget(self.next)
        return foot

    def _button(self, name: str, words: str, role: theme.RoleName, pressed: object) -> QPushButton:
        button = named(theme.role(QPushButton(words), role), f"first_run_{name}")
        button.clicked.connect(pressed)
        return button

    def _complain_at(self, field: QWidget, sentence: str) -> None:
        if isinstance(field, LineField):
            field.complain(sentence)
        field.setFocus()

    def _new_ward(self) -> NewWard:
        said = self._answers
        names = ("family_zh", "given_zh", "family_latin", "given_latin")
        return NewWard(
            name=said["name"],
            beds=int(said["beds"]),
            zone=said["zone"],
            language=i18n.language(),
            charge_nurse=Name(**{name: said[name] for name in names}),
            pin=said["pin"],
            passphrase=said["passphrase"],
        )
