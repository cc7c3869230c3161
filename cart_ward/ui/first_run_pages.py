"""The pages of the first run: each asks one thing, says what is wrong, and gives answers away."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import sign_in
from cart_ward.care.ward_setup import MOST_BEDS
from cart_ward.errors import NotAllowed
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.card import Card, centred, line
from cart_ward.ui.widgets.leading import Leading

LANGUAGES = {"en": "English", "zh_CN": "中文"}
"""Each language in its own words."""

Answers = Mapping[str, str]
Problem = tuple[QWidget, str]


class Step(QWidget):
    """One page. Signal: `entered()` when Enter is pressed in its last field."""

    entered = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def answers(self) -> dict[str, str]:
        """Return what was typed here."""
        return {}

    def problem(self) -> Problem | None:
        """Return the first thing that is wrong here, and where."""
        return None

    def first(self) -> QWidget:
        """Return where typing begins."""
        return self


class LanguageStep(Step):
    """Which language the screens speak. Signal: `chosen(str)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Welcome to CAR-T Ward"))
        self.column.addWidget(
            line(
                _("There is no ward on this computer yet. Three short pages make one."),
                "body",
            )
        )
        self.buttons = {code: self._button(code, name) for code, name in LANGUAGES.items()}
        holder = row(*self.buttons.values())
        self.column.addWidget(holder)

    def first(self) -> QWidget:
        """Return the first language."""
        return self.buttons["en"]

    def _button(self, code: str, name: str) -> QPushButton:
        button = named(theme.role(QPushButton(name), "pad"), f"language_{code}")
        button.clicked.connect(lambda: self.chosen.emit(code))
        return button


class WardStep(Step):
    """The ward's name, its beds and its zone."""

    def __init__(self, answers: Answers, zones: tuple[str, ...]) -> None:
        super().__init__(_("The ward"))
        self.name = LineField("ward_name", _("Name of the ward, as it stands on every sheet"))
        self.name.set_text(answers.get("name", ""))
        self.beds = LineField("ward_beds", _("Number of beds"))
        self.beds.set_text(answers.get("beds", "12"))
        self.beds.line.setFixedWidth(theme.px(120))
        self.zone = named(QComboBox(), "ward_zone")
        self.zone.setAccessibleName(_("Time zone"))
        self.zone.addItems(zones)
        self.zone.setMaxVisibleItems(12)
        self.zone.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.zone.setCurrentText(answers.get("zone", "Asia/Shanghai"))
        caption = theme.role(QLabel(_("Time zone")), "label")
        caption.setBuddy(self.zone)
        for widget in (self.name, self.beds, caption, self.zone):
            self.column.addWidget(widget)
        self.column.addWidget(
            line(_("Days after infusion and shifts are counted in this zone. It stays as it is."))
        )
        self.name.line.returnPressed.connect(self.beds.line.setFocus)
        self.beds.line.returnPressed.connect(self.entered)

    def answers(self) -> dict[str, str]:
        """Return name, beds and zone."""
        return {
            "name": self.name.text(),
            "beds": self.beds.text(),
            "zone": self.zone.currentText(),
        }

    def problem(self) -> Problem | None:
        """Return what is missing: a ward has a name and a number of beds."""
        if not self.name.text():
            return self.name, _("Type the name of the ward.")
        beds = self.beds.text()
        if not (beds.isascii() and beds.isdigit() and 1 <= int(beds) <= MOST_BEDS):
            words = _("Type the number of beds, from 1 to {most}.")
            return self.beds, words.format(most=MOST_BEDS)
        return None

    def first(self) -> QWidget:
        """Return the name."""
        return self.name


class PersonStep(Step):
    """The first charge nurse, her PIN, and a passphrase of the ward for who wants one."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(_("The first charge nurse"))
        self.names = {
            "family_zh": LineField("family_zh", _("Family name, Chinese")),
            "given_zh": LineField("given_zh", _("Given name, Chinese")),
            "family_latin": LineField("family_latin", _("Family name, Latin letters")),
            "given_latin": LineField("given_latin", _("Given name, Latin letters")),
        }
        for name, field in self.names.items():
            field.set_text(answers.get(name, ""))
        self.pin = LineField("first_pin", _("PIN, six digits or more"), secret=True)
        self.pin_again = LineField("first_pin_again", _("PIN once more"), secret=True)
        self.phrase = LineField("passphrase", _("Ward passphrase (may be left empty)"), secret=True)
        self.phrase_again = LineField("passphrase_again", _("Passphrase once more"), secret=True)
        fields = self._fields()
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            self.column.addWidget(row(left, right))
        self.column.addWidget(
            line(
                _(
                    "A passphrase is asked for each time the program starts. Without one the ward"
                    " opens on this computer and the PIN alone lets people in."
                )
            )
        )
        for before, after in pairwise(fields):
            before.line.returnPressed.connect(after.line.setFocus)
        fields[-1].line.returnPressed.connect(self.entered)

    def _fields(self) -> list[LineField]:
        secrets = [self.pin, self.pin_again, self.phrase, self.phrase_again]
        return [*self.names.values(), *secrets]

    def answers(self) -> dict[str, str]:
        """Return the names, the PIN and the passphrase."""
        names = {name: field.text() for name, field in self.names.items()}
        return {**names, "pin": self.pin.text(), "passphrase": self.phrase.line.text()}

    def problem(self) -> Problem | None:
        """Return what is wrong: a name, a fair PIN, and both secrets typed alike twice."""
        if not any(field.text() for field in self.names.values()):
            return self.names["family_zh"], wording.say("setup.name_needed")
        try:
            sign_in.check_policy(self.pin.text())
        except NotAllowed as error:
            return self.pin, wording.say(error.code, **error.facts)
        if self.pin.text() != self.pin_again.text():
            return self.pin_again, wording.say("setup.pins_differ")
        if self.phrase.line.text() != self.phrase_again.line.text():
            return self.phrase_again, wording.say("setup.passphrases_differ")
        return None

    def first(self) -> QWidget:
        """Return the family name."""
        return self.names["family_zh"]


class CodeStep(Step):
    """The recovery code, shown once; its last group is typed back before the ward opens."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Write down the recovery code"))
        self._code = code
        groups = code.split("-")
        half = len(groups) // 2
        shown = QLabel("\n".join("  ".join(part) for part in (groups[:half], groups[half:])))
        self.code = named(theme.role(shown, "number"), "recovery_code")
        self.code.setAccessibleName(code)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setMargin(16)
        self.column.addWidget(
            line(
                _(
                    "If this computer is lost, this code alone opens the ward's backups on another"
                    " one. It is shown only now and kept nowhere. Write it on paper and lock it"
                    " away, apart from this computer."
                ),
                "body",
            )
        )
        self.column.addWidget(self.code)
        self.typed = LineField("code_typed", _("Type the last group from your paper"))
        self.typed.line.setFixedWidth(theme.px(260))
        self.column.addWidget(self.typed)
        self.typed.line.returnPressed.connect(self.entered)

    def problem(self) -> Problem | None:
        """Return what is wrong unless the last group, or the whole code, was typed back."""
        typed = _bare(self.typed.text())
        if typed in (_bare(self._code), _bare(self._code.split("-")[-1])):
            return None
        return self.typed, wording.say("setup.code_differs")

    def first(self) -> QWidget:
        """Return where it is typed back."""
        return self.typed


def _bare(code: str) -> str:
    return "".join(code.upper().replace("-", " ").split())


class PassphrasePage(Leading):
    """One field before the ward opens. Signal: `given(str)`."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "page")
        self.phrase = LineField("open_passphrase", _("Ward passphrase"), secret=True)
        self.enter = theme.role(QPushButton(_("Open the ward")), "primary")
        side = QHBoxLayout()
        side.addStretch(1)
        side.addWidget(self.enter)
        card = Card(_("This ward asks for its passphrase"))
        card.setFixedWidth(theme.px(560))
        card.body.addWidget(self.phrase)
        card.body.addLayout(side)
        centred(self, card)
        self.begin_at(self.phrase)
        self.enter.clicked.connect(self.submit)
        self.phrase.line.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Give the passphrase away; what was typed is forgotten at once."""
        typed = self.phrase.line.text()
        self.phrase.line.clear()
        if typed:
            self.given.emit(typed)
        else:
            self.phrase.complain(_("Type the passphrase, then press Enter."))

    def say_wrong(self) -> None:
        """Ask again."""
        self.phrase.complain(wording.say("passphrase.wrong"))
        self.phrase.setFocus()
