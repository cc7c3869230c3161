"""The Checks panel: each rule by shape, word and sentence."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from cart_ward.errors import Level
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.tocilizumab.rules import Remark
from cart_ward.ui.widgets.card import Card, clear, line

_ROLES: dict[Level | None, theme.RoleName] = {
    Level.STOP: "error",
    Level.WARN: "warn",
    Level.INFO: "label",
    None: "good",
}
_SHAPES = {Level.STOP: "■", Level.WARN: "▲", Level.INFO: "●", None: "✓"}


def _word(level: Level | None) -> str:
    return {
        Level.STOP: _("Stop"),
        Level.WARN: _("Warning"),
        Level.INFO: _("Note"),
        None: _("Kept"),
    }[level]


class ChecksPanel(Card):
    """Shows the remarks of the rules; what a stop means is said below them."""

    def __init__(self) -> None:
        super().__init__(_("Checks"))
        self._shown: tuple[Remark, ...] | None = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.body.addLayout(self.lines)
        self.body.addWidget(
            line(
                _(
                    "A stop rule cannot be passed here. What was given all the same is charted "
                    "as a deviation: real times, who decided, why, two people."
                )
            )
        )
        self.foot = QVBoxLayout()
        self.body.addLayout(self.foot)
        self.body.addStretch(1)

    def sentences(self) -> tuple[str, ...]:
        """Return what is shown, for a reader of the screen and for tests."""
        return tuple(r.sentence for r in self._shown or ())

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show these remarks; nothing is redrawn while they stay the same."""
        if remarks == self._shown:
            return
        self._shown = remarks
        clear(self.lines)
        for remark in remarks:
            self.lines.addWidget(_row(remark))
        if not remarks:
            self.lines.addWidget(line(_("Not asked yet.")))


def _spoken(remark: Remark) -> str:
    if remark.level is None:
        return remark.sentence
    return _("{level}: {sentence}").format(level=_word(remark.level), sentence=remark.sentence)


def _row(remark: Remark) -> QWidget:
    row = QFrame()
    row.setAccessibleName(_spoken(remark))
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(10)
    grid.setColumnMinimumWidth(0, theme.px(20))
    grid.setColumnStretch(1, 1)
    role = _ROLES[remark.level]
    shape = theme.role(QLabel(_SHAPES[remark.level]), role)
    shape.setAccessibleName(_word(remark.level))
    grid.addWidget(shape, 0, 0)
    grid.addWidget(line(formats.unbroken(_spoken(remark)), "body"), 0, 1)
    if remark.detail:
        grid.addWidget(line(remark.detail), 1, 1)
    return row
