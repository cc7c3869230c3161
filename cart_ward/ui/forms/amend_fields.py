"""One editor for each part of an entry, made from its type; the old value stays beside it."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cart_ward.clinical.entries import Body
from cart_ward.errors import Finding
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, saying, typed
from cart_ward.ui.forms.again import Again
from cart_ward.ui.forms.field_words import field_words
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.patient.words import word
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import malformed_sentence
from cart_ward.ui.widgets.number_text import Malformed, as_typed, parse

Check = Callable[[Body], tuple[Finding, ...]]

_DECIMALS = 3

_ABOUT = {"weight": "kilograms"}
"""Findings that are named after what they are about, and the field of it."""

_NEVER = frozenset({"picture", "about", "order_id", "dose_id", "deviation"})
"""What a correction keeps as it is: bonds to other entries, pictures."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of a body: its plain type, whether it may be left empty, and its old value."""

    name: str
    type: type[Any]
    optional: bool
    old: object


def parts(body: Body) -> tuple[Part, ...]:
    """Return the fields of a body that can be corrected."""
    hints = get_type_hints(type(body))
    found = []
    for field in dataclasses.fields(body):
        plain, optional = _plain(hints[field.name])
        if plain is not None and field.name not in _NEVER:
            old = getattr(body, field.name)
            found.append(Part(name=field.name, type=plain, optional=optional, old=old))
    return tuple(found)


def _plain(hint: Any) -> tuple[type[Any] | None, bool]:  # noqa: ANN401 a hint can be anything
    """Return the type without None, and whether None was in it; None for what is not edited."""
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        inner = [each for each in get_args(hint) if each is not type(None)]
        optional = len(inner) < len(get_args(hint))
        hint = inner[0] if len(inner) == 1 else None
    editable = isinstance(hint, type) and (
        hint in (bool, int, str, Decimal, datetime) or issubclass(hint, StrEnum)
    )
    return (hint if editable else None), optional


class PartEditor(QWidget):
    """The old value in words, and a field or a choice for the new one."""

    edited = Signal()

    def __init__(self, part: Part, zone: tzinfo) -> None:
        super().__init__()
        self.part, self._zone = part, zone
        label = field_words(part.name)
        self.choice: ChoiceRow[Any] | None = None
        self.line: LineField | None = None
        self.again: Again | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.was = theme.role(QLabel(), "hint")
        self.was.setWordWrap(True)
        if part.type is bool or issubclass(part.type, StrEnum):
            column.addWidget(theme.role(QLabel(label), "label"))
            self.choice = ChoiceRow(_choices(part), allow_none=part.optional, name=part.name)
            self.choice.name_buttons(label)
            self.choice.set_value(part.old)
            self.choice.chosen.connect(self._on_edited)
            column.addWidget(self.choice)
        else:
            self.line = LineField(part.name, label)
            self.line.set_text(self._typed(part.old))
            self.line.edited.connect(self._on_edited)
            self.again = Again(self.line)
            self.again.edited.connect(self.edited)
            column.addWidget(self.line)
            column.addWidget(self.again)
        column.addWidget(self.was)
        self._show_old()

    def value(self) -> object:
        """Return the new value; None where nothing, or nothing readable, stands there."""
        if self.choice is not None:
            return self.choice.value()
        text = "" if self.line is None else self.line.text()
        if self.part.type is str:
            return _code(self.part.name, text) or (None if self.part.optional else "")
        if self.part.type is datetime:
            return typed.moment(text, self._zone, _far()).value
        parsed = parse(text, self._decimals())
        if parsed is None or isinstance(parsed, Malformed):
            return None
        return int(parsed) if self.part.type is int else parsed

    def missing(self) -> tuple[Missing, ...]:
        """Return what is wrong with what was typed."""
        complaint = self._complaint()
        if complaint:
            return ((self, complaint),)
        if self.value() is None and not self.part.optional:
            return ((self, required(field_words(self.part.name))),)
        return ()

    def ask_again(self, warning: str) -> None:
        """Ask for a new value a second time because of this, or do not."""
        if self.again is not None:
            self.again.ask(warning if self.changed() else "")

    def twice(self) -> tuple[Missing, ...]:
        """Return what was not yet typed a second time."""
        return () if self.again is None else self.again.missing()

    def text(self) -> str:
        """Return what stands there, for a draft."""
        if self.choice is None:
            typed_here = "" if self.line is None else self.line.text()
            return _code(self.part.name, typed_here)
        value = self.choice.value()
        return "" if value is None else str(value)

    def set_text(self, text: str) -> None:
        """Put a draft back."""
        if self.line is not None:
            self.line.set_text(_spoken(self.part.name, text))
        elif self.choice is not None:
            known = (each for each in self.choice.buttons if str(each) == text)
            self.choice.set_value(next(known, None))
        self._show_old()

    def changed(self) -> bool:
        """Tell whether the new value is another one; 0 and False are values too."""
        return self.value() != self.part.old or bool(self._complaint())

    def _decimals(self) -> int:
        return 0 if self.part.type is int else _DECIMALS

    def _complaint(self) -> str:
        if self.line is None or self.part.type is str:
            return ""
        if self.part.type is datetime:
            return typed.moment(self.line.text(), self._zone, _far()).complaint
        parsed = parse(self.line.text(), self._decimals())
        if not isinstance(parsed, Malformed):
            return ""
        return malformed_sentence(parsed, field_words(self.part.name), self._decimals())

    def _on_edited(self) -> None:
        self._show_old()
        self.edited.emit()

    def _show_old(self) -> None:
        self.was.setText(_("was {old}").format(old=self._was()))
        self.was.setVisible(self.changed())

    def _was(self) -> str:
        old = self.part.old
        return (
            _spoken(self.part.name, old)
            if isinstance(old, str) and old
            else _shown(old, self._zone)
        )

    def _typed(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, datetime):
            return formats.moment_on_paper(value, self._zone)
        if isinstance(value, Decimal | int):
            return as_typed(value, _DECIMALS)
        return _spoken(self.part.name, str(value))


class AmendFields(QWidget):
    """The editors of one entry. Signals: `edited()`, `left()` at Enter in a choice."""

    edited = Signal()
    left = Signal()

    def __init__(self, body: Body, zone: tzinfo, check: Check = lambda _body: ()) -> None:
        super().__init__()
        self._body, self._zone, self._check = body, zone, check
        self.editors = {part.name: PartEditor(part, zone) for part in parts(body)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for editor in self.editors.values():
            column.addWidget(editor)
            editor.edited.connect(self._on_edited)
            if editor.choice is not None:
                editor.choice.left.connect(self.left)

    def body(self) -> Body:
        """Return the entry as it should be."""
        values: dict[str, Any] = {n: e.value() for n, e in self.editors.items() if e.changed()}
        return dataclasses.replace(self._body, **values)

    def changed(self) -> bool:
        """Tell whether anything is another one than before."""
        return any(editor.changed() for editor in self.editors.values())

    def missing(self) -> tuple[Missing, ...]:
        """Return what is wrong with what was typed, and what is asked a second time."""
        return self._wrong() or tuple(m for e in self.editors.values() for m in e.twice())

    def _wrong(self) -> tuple[Missing, ...]:
        return tuple(each for editor in self.editors.values() for each in editor.missing())

    def _on_edited(self) -> None:
        """Hold what is typed against the limits of a new entry: unlikely is typed twice."""
        found = () if self._wrong() else self._check(self.body())
        for name, editor in self.editors.items():
            own = tuple(f for f in found if _ABOUT.get(f.field, f.field) == name)
            editor.ask_again(saying.warning(own, self._zone))
        self.edited.emit()

    def draft(self) -> dict[str, object]:
        """Return what was changed, as typed."""
        return {name: e.text() for name, e in self.editors.items() if e.changed()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back."""
        for name, editor in self.editors.items():
            if name in draft:
                editor.set_text(drafts.text(draft[name]))


_SPOKEN = {"role": "role.", "outcome": "words.CallOutcome."}
"""Texts that may be a code: what is edited are its words, what is kept is the code."""


def _spoken(name: str, text: str) -> str:
    """Return the words of a code; other texts as they stand."""
    code = _SPOKEN.get(name, "") + text
    return wording.say(code) if name in _SPOKEN and wording.knows(code) else text


def _code(name: str, words: str) -> str:
    """Return the code that these words stand for; other words as they stand."""
    prefix = _SPOKEN.get(name)
    if prefix is None:
        return words
    codes = (code for code in wording.SENTENCES if code.startswith(prefix))
    known = next((code for code in codes if wording.say(code) == words), None)
    return words if known is None else known.removeprefix(prefix)


def _far() -> datetime:
    return datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def _choices(part: Part) -> list[tuple[Any, str]]:
    if part.type is bool:
        return [(True, _("Yes")), (False, _("No"))]
    return [(value, word(value)) for value in part.type]


def _shown(value: object, zone: tzinfo) -> str:
    if value is None or value == "":
        return _("not recorded")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, datetime):
        return formats.moment_on_screen(value, zone)
    if isinstance(value, Decimal | int):
        return formats.number(value)
    return str(value)
