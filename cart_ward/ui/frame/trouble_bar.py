"""What is wrong with the station itself, on every page, for as long as it is wrong.

A record that cannot be relied on is red; what merely does not work (backup, clock) is one light
blue line marked INOP, constant and silent (ux 5).
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from cart_ward.errors import Finding
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.frame.status_bar import RecordState
from cart_ward.ui.station import StationFacts


class TroubleBar(QFrame):
    """Above everything else; hidden while the station is sound."""

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        self.setObjectName("trouble_bar")
        self.stopped, self.words = _line(self)
        self.inop, self.technical = _line(self)
        theme.role(self.stopped, "alarm_high")
        theme.role(self.inop, "alarm_technical")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stopped)
        layout.addWidget(self.inop)
        self.hide()

    def show_record(self, state: RecordState, *, clock_suspect: bool = False) -> None:
        """Show what stops the record and what does not work, or nothing."""
        self.show_trouble(state.trouble)
        told = []
        if state.backup_failed:
            told.append(self._backup(state))
        if clock_suspect:
            told.append(
                _(
                    "This computer's clock was changed: entries are marked “clock suspect” and the"
                    " next tocilizumab is counted without the jump. Compare it with another clock:"
                    " set it, or let a charge nurse or physician confirm it (Ctrl+8)."
                )
            )
        self.technical.setText(_("INOP  {what}").format(what=" ".join(told)))
        self.inop.setAccessibleName(self.technical.text())
        self.inop.setVisible(bool(told))
        self.setVisible(bool(state.trouble or told))

    def show_trouble(self, trouble: tuple[Finding, ...]) -> None:
        """Show what stops the record, or nothing."""
        told = [_("READ ONLY. Chart on paper until this is put right.")]
        told += [saying.finding(finding, self._facts.zone) for finding in trouble]
        self.words.setText(" ".join(told))
        self.setAccessibleName(self.words.text() if trouble else "")
        self.stopped.setVisible(bool(trouble))
        self.setVisible(bool(trouble))

    def _backup(self, state: RecordState) -> str:
        if state.backed_up_at is None:
            return _("No backup could be made yet; it is tried again each hour.")
        at = formats.clock(state.backed_up_at, self._facts.zone)
        return _("No backup since {at}; it is tried again each hour.").format(at=at)


def _line(parent: QFrame) -> tuple[QFrame, QLabel]:
    line = QFrame(parent)
    words = QLabel()
    words.setWordWrap(True)
    layout = QHBoxLayout(line)
    layout.setContentsMargins(16, 4, 16, 4)
    layout.addWidget(words)
    line.hide()
    return line, words
