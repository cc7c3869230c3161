"""One part of setting up: a list, what can be done with the chosen row, and one form beside it.

Where text is large the form takes the place of the list until it is closed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import access
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.ward_lists import WardLists
from cart_ward.clinical.people import Role, Staff
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, saying
from cart_ward.ui.forms.charting import close_together, scrolled, take_footer
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.keys import SIGN
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.setup.pick_list import SENTENCE, PickList
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.folding import large_text
from cart_ward.ui.widgets.leading import Leading

ON_A_BUTTON = 240
"""Room for a name on a button, in pixels at 100 percent; the list has all of it."""


def short(name: str) -> str:
    """Return a name as far as it fits a button."""
    return theme.shortened(name, ON_A_BUTTON)


class SetupForm(SignedForm):
    """A form of setting up; `address` says what it is about, so that its draft finds it again."""

    def __init__(self, station: Station, address: str, title: str, sign_text: str) -> None:
        super().__init__(station, sign_text)
        self.address, self.title = address, title
        self.close_button = named(QPushButton(_("Close")), "close_form")
        self.buttons.insertWidget(1, self.close_button)
        self.buttons.insertSpacing(2, 24)
        self.said = ""
        self.goes_to = ""
        """The row that is chosen once it is signed; nothing: the one that was."""

    def kept(self) -> tuple[LineField, ...]:
        """Return the fields whose text a draft keeps; never a PIN."""
        return ()

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        typed = {field.line.objectName(): field.text() for field in self.kept()}
        return {"token": self.token, "lines": typed} if any(typed.values()) else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        typed = drafts.part(draft, "lines")
        for field in self.kept():
            if field.line.objectName() in typed:
                field.set_text(drafts.text(typed[field.line.objectName()]))
        self.token = drafts.text(draft.get("token")) or self.token

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self.sign_button

    def field_of(self, _name: str) -> LineField | None:
        """Return the field a refusal is about."""
        return None

    def fail(self, error: CartWardError) -> None:
        """Say why nothing was saved, at its field too, and go there."""
        super().fail(error)
        for finding in () if self.left else error.findings:
            if (field := self.field_of(finding.field)) is not None:
                field.complain(saying.finding(finding, self.station.zone))
                field.setFocus()


class Part(Leading):
    """A list card on the left, a form on the right while one is open."""

    name = ""

    def __init__(self, station: Station, navigator: Navigator, title: str) -> None:
        super().__init__()
        self.station, self.navigator = station, navigator
        self.lists: WardLists | None = None
        self.form: SetupForm | None = None
        self._typed: dict[str, dict[str, object]] = {}
        self._wanted = self._from = self.sentence = ""
        self._heads: dict[str, QPushButton] = {}
        self.card = Card(title)
        self.list = PickList(f"{self.name}_list", title)
        self.told = line("", "body")
        self.told.setVisible(False)
        self.ways: dict[str, QPushButton] = {}
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways, spacing=8)
        self.panel = Card("")
        self.panel.hide()
        if large_text():
            for card in (self.card, self.panel):
                close_together(card)
                theme.role(card.title, "strong")
        self.card.head.addStretch(1)
        for widget in (self.list, self.told, self._ways):
            self.card.body.addWidget(widget, int(widget is self.list))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.card, 5)
        across.addWidget(self.panel, 6)
        for keys in SIGN:
            shortcut = QShortcut(QKeySequence(keys), self.panel)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._sign)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self.open_row)
        self.begin_at(self.list)

    # ---- what a part says for itself

    def rows(self, lists: WardLists) -> tuple[tuple[str, str], ...]:
        """Return the rows of the list."""
        raise NotImplementedError

    def show_ways(self, key: str) -> None:
        """Offer what may be done with the chosen row."""

    def make_form(self, address: str) -> SetupForm | None:
        """Return the form of an address, or None where it has become void."""
        raise NotImplementedError

    def open_row(self, key: str) -> None:
        """Do at Enter what one would most likely do with a row."""

    # ---- showing

    def show_lists(self, lists: WardLists) -> None:
        """Show the lists as they are now; an open form stays as it is."""
        self.lists = lists
        above = ((SENTENCE, self.sentence),) if self.sentence else ()
        rows = (*above, *self.rows(lists))
        self.list.show_rows(rows)
        if self._wanted and self._wanted in dict(rows):
            self.list.choose(self._wanted)
            self._wanted = ""
        self._on_picked(self.list.key())

    def _on_picked(self, key: str) -> None:
        if self.lists is None:
            return
        here = QApplication.focusWidget()
        held = here is not None and self._ways.isAncestorOf(here)
        name = here.objectName() if held and here is not None else ""
        clear(self._flow)
        self.ways = {}
        self.show_ways(key)
        self._ways.setVisible(bool(self.ways) and self.form is None)
        if held:
            self.ways.get(name, self.list).setFocus()

    def offer(self, name: str, words: str, way: Callable[[], None], *, main: bool = False) -> None:
        """Offer one act on the chosen row."""
        button = named(theme.role(QPushButton(words), "primary" if main else "secondary"), name)
        button.clicked.connect(way)
        self.ways[name] = button
        self._flow.addWidget(button)
        button.show()

    def explain(self, words: str) -> None:
        """Say above the rows who may do what; it scrolls with them, for large text needs room."""
        self.sentence = words
        self.list.setAccessibleDescription(words)

    def say(self, words: str) -> None:
        """Say a sentence under the list, or nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words) and self.form is None)

    def may(self, act: str) -> bool:
        """Tell whether the person signed in may do an act."""
        actor = self.station.actor
        return actor is not None and access.may(actor.role, act)

    def head_button(self, name: str, words: str, address: str) -> QPushButton:
        """Put a button beside the heading that opens a form."""
        button = named(theme.role(QPushButton(words), "primary"), name)
        button.clicked.connect(partial(self.open_form, address))
        self.card.head.addWidget(button)
        self._heads[name] = button
        # The eye meets it first, so does the tab key.
        QWidget.setTabOrder(button, self.list)
        return button

    # ---- the form

    def open_form(self, address: str) -> None:
        """Open a form; what was typed there before is back."""
        self._put_away()
        form = self.make_form(address)
        if form is None:
            return
        self.form = form
        here = QApplication.focusWidget()
        self._from = here.objectName() if here is not None and self.isAncestorOf(here) else ""
        if held := self._typed.get(address):
            form.restore(held)
        for shortcut in form.findChildren(QShortcut):
            shortcut.setEnabled(False)  # the whole panel listens: its buttons lie outside the form
        take_footer(form)
        inside = QVBoxLayout()
        inside.addWidget(form)
        self.panel.set_title(form.title)
        self.panel.body.addWidget(self.around(form, scrolled(inside)), 1)
        self.panel.body.addWidget(form.message)
        self.panel.body.addLayout(form.buttons)
        form.signed.connect(self._on_signed)
        form.close_button.clicked.connect(self.close_form)
        self._show_panel(shown=True)
        form.put_buttons_last()
        form.first_field().setFocus()

    def around(self, _form: SetupForm, area: QWidget) -> QWidget:
        """Return what the form scrolls in; a part that shows more makes it take the keys."""
        return area

    def close_form(self) -> None:
        """Close the form; what was typed waits for the next time."""
        self._put_away()
        self._show_panel(shown=False)
        self._go_back()

    def _sign(self) -> None:
        if self.form is not None:
            self.form.sign()

    def _put_away(self) -> None:
        form = self.form
        if form is None:
            return
        self._keep(form)
        form.leave()
        self.form = None
        clear(self.panel.body)

    def _keep(self, form: SetupForm) -> None:
        typed = form.draft()
        self._typed.pop(form.address, None)
        if typed:
            self._typed[form.address] = typed

    def _show_panel(self, *, shown: bool) -> None:
        self.panel.setVisible(shown)
        self.card.setVisible(not (shown and large_text()))
        for button in self._heads.values():
            button.setVisible(not shown)
        self._ways.setVisible(bool(self.ways) and not shown)
        self.told.setVisible(bool(self.told.text()) and not shown)

    def _on_signed(self, _changes: Changes) -> None:
        form = self.form
        if form is None:
            return
        self.navigator.tell(form.said)
        form.leave()
        self.form = None
        self._typed.pop(form.address, None)
        clear(self.panel.body)
        self._show_panel(shown=False)
        self._wanted = form.goes_to
        if self.lists is not None:
            self.show_lists(self.lists)
        self.after(form)

    def after(self, _form: SetupForm) -> None:
        """Put the focus on what one would do next."""
        self._go_back()

    def _go_back(self) -> None:
        """Put the focus where the form was opened from; what was there may be gone by now."""
        ({**self._heads, **self.ways}.get(self._from) or self.list).setFocus()

    def do_now(self, act: Callable[[Desk], Changes], said: str) -> None:
        """Do an act that another one takes back, without asking first."""

        def done(_changes: Changes) -> None:
            self.navigator.tell(said)

        self.station.perform(act, done, self.fail)

    def fail(self, error: CartWardError) -> None:
        """Say why nothing was done."""
        self.navigator.tell(saying.failure(error, self.station.zone), good=False, here=True)

    # ---- drafts

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed, form by form."""
        if self.form is not None:
            self._keep(self.form)
        if not self._typed:
            return {}
        return {"open": "" if self.form is None else self.form.address, "typed": dict(self._typed)}

    def restore(self, draft: dict[str, object]) -> None:
        """Put drafts back, and open the form that was open."""
        typed = drafts.part(draft, "typed")
        self._typed = {address: drafts.part(typed, address) for address in typed}
        if address := drafts.text(draft.get("open")):
            self.open_form(address)

    def leave(self) -> None:
        """Stop listening."""
        if self.form is not None:
            self.form.leave()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Let Enter press the button it stands on."""
        here = QApplication.focusWidget()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and isinstance(here, QPushButton):
            here.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent, /) -> None:
        """Let a list that was filled out of sight be laid out in the width there is."""
        super().showEvent(event)
        self.list.doItemsLayout()


def people_in(station: Station, role: Role) -> tuple[Staff, ...]:
    """Return the active people in a role."""
    return tuple(p for p in station.snapshot.staff.values() if p.active and p.role is role)


def tall_label(words: str, role: theme.RoleName = "body") -> QWidget:
    """Return words that wrap and stay at the top of their room."""
    label = line(words, role)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
