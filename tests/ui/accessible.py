"""The tree a screen reader walks: what it finds, and what it would say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

Role = QAccessible.Role

PRESSED = frozenset({Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.Link})
FILLED = frozenset({Role.EditableText, Role.SpinBox})
READ = frozenset({Role.Table, Role.List, Role.Tree, Role.Graphic, Role.Window})
NAMED = PRESSED | FILLED | READ
"""Roles that say nothing without a name."""

INSIDE = frozenset({Role.Cell, Role.ListItem})
"""Parts of something that has a name itself."""

ROLES: tuple[tuple[type[QWidget], frozenset[Role]], ...] = (
    (QLineEdit, frozenset({Role.EditableText})),
    (QPlainTextEdit, frozenset({Role.EditableText})),
    (QComboBox, frozenset({Role.ComboBox})),
    (QTableView, frozenset({Role.Table})),
    (QCheckBox, frozenset({Role.CheckBox})),
    (QAbstractButton, frozenset({Role.Button, Role.CheckBox, Role.RadioButton})),
    (QLabel, frozenset({Role.StaticText, Role.Graphic})),
)
"""What each kind of widget must be to a reader."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the tree, as a reader finds it; nothing of Qt's outlives the walk."""

    role: Role
    name: str
    focusable: bool
    what: type | None
    called: str

    def __str__(self) -> str:
        """Return how a test names it."""
        what = "" if self.what is None else f" {self.what.__name__} {self.called}"
        return f"{self.role.name}{what} {self.name!r}"


def tree(window: QWidget) -> list[Part]:
    """Return every part of the tree that one can see, table cells too."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return list(_walk(root))


def _walk(node: QAccessibleInterface, depth: int = 0) -> Iterator[Part]:
    if not node.isValid() or node.state().invisible:
        return
    thing = node.object()
    yield Part(
        role=node.role(),
        name=_name(node),
        focusable=bool(node.state().focusable),
        what=type(thing) if isinstance(thing, QWidget) else None,
        called="" if thing is None else thing.objectName(),
    )
    assert depth < 40, "the tree has no end"
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from _walk(child, depth + 1)


def _name(node: QAccessibleInterface) -> str:
    """Return what a reader calls a part; on Linux Qt gives a list's choice in place of its name."""
    thing = node.object()
    if isinstance(thing, QComboBox):
        return thing.accessibleName().strip()
    return str(node.text(QAccessible.Text.Name)).strip()


def nameless(parts: list[Part]) -> list[str]:
    """Return what can be used, or must be read, and has no name."""
    return [
        str(part)
        for part in parts
        if (part.role in NAMED or (part.focusable and part.role not in INSIDE))
        and not any(letter.isalnum() for letter in part.name)
    ]


def wrong_roles(parts: list[Part]) -> list[str]:
    """Return the widgets that are something else to a reader than to the eye."""
    found = []
    for part in parts:
        what = part.what
        if what is not None:
            allowed = next((roles for kind, roles in ROLES if issubclass(what, kind)), None)
            if allowed is not None and part.role not in allowed:
                found.append(str(part))
    return found


def twice(parts: list[Part]) -> list[str]:
    """Return the names that two controls of one page share: nobody could tell them apart."""
    names = Counter(part.name for part in parts if part.role in PRESSED | FILLED)
    return sorted(each for each, count in names.items() if count > 1)


def wordless_cells(parts: list[Part]) -> int:
    """Return how many cells of tables say nothing."""
    return sum(part.role is Role.Cell and not part.name for part in parts)
