"""The line at the bottom: what is on disk, the audit chain, the rules in force."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.errors import CartWardError, Finding
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.frame.fitting import fit
from cart_ward.ui.freshness import Freshness
from cart_ward.ui.patient.why import protocol_words
from cart_ward.ui.station import StationFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """How the record itself is doing: `trouble` stops it, `intact` once the whole was checked.

    `backed_up_at` is None until a copy was proved; `backup_failed` since the last one that was.
    `checking` and `copying` tell since when that goes on, `checked_at` when the last check ended;
    `check_failure` and `backup_failure` why the last try came to nothing. `warned`: what was found
    that stops nothing.
    """

    trouble: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()
    intact: bool = False
    checking: datetime | None = None
    checked_at: datetime | None = None
    check_failure: CartWardError | None = None
    copying: datetime | None = None
    backed_up_at: datetime | None = None
    backup_failed: bool = False
    backup_failure: CartWardError | None = None


class StatusBar(QFrame):
    """What the ward may rely on, always in sight."""

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        theme.role(self, "bar")
        self.setFixedHeight(theme.px(24) + 6)
        self.dot = theme.role(QLabel("●"), "good_small")
        self.saved = theme.role(QLabel(_("Nothing signed here yet")), "hint")
        self.draft = theme.role(QLabel(), "hint")
        self.chain = theme.role(QLabel(), "hint")
        self.backup = theme.role(QLabel(), "hint")
        self._intact = self._was_saved = self._laid_out = self._unsigned = False
        self._rules = ""
        self.rules = theme.role(QLabel(), "hint")
        self.as_of = theme.role(QLabel(), "hint")
        self.sound = theme.role(QPushButton(), "quiet")
        self.sound.setObjectName("alarm_sound")
        self.sound.setFixedHeight(theme.px(30))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.as_of)
        layout.addSpacing(16)
        layout.addWidget(self.dot)
        layout.addWidget(self.saved)
        layout.addWidget(self.draft)
        for part in (self.backup, self.chain):
            layout.addSpacing(16)
            layout.addWidget(part)
        layout.addStretch()
        layout.addWidget(self.rules)
        layout.addWidget(self.sound)
        self.show_sound(possible=False, on=False)
        self._layout = layout
        self.dot.hide()
        self.draft.hide()

    def minimumSizeHint(self) -> QSize:
        """Return less than all: what matters least gives way in a narrow window."""
        return QSize(640, self.height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Find room for the words in the new width."""
        super().resizeEvent(event)
        self._laid_out = True
        self._fit()

    def _fit(self) -> None:
        """Let chain and backup give way, then what says nothing, before the rules are shortened.

        That nobody has approved them is said in any window (product 1, rule 10).
        """
        self.rules.setText(self._rules)
        if not self._laid_out:
            return
        troubled = self.backup.property("role") == "warn_small"
        least = [self.chain] if troubled else [self.chain, self.backup]
        if not self._was_saved and self.draft.isHidden():
            least.append(self.saved)
        if fit(self, least, self.rules, self._rules) and self._unsigned:
            fit(self, least, self.rules, _("Rules not approved here"))
            self.rules.setToolTip(self._rules)

    def show_fresh(self, fresh: Freshness) -> None:
        """Say for which moment the screens are right, and STALE once nobody may rely on them."""
        at = formats.clock_seconds(fresh.as_of, self._facts.zone)
        words = _("STALE, as of {time}") if fresh.stale else _("As of {time}")
        self.as_of.setText(words.format(time=at))
        theme.role(self.as_of, "warn_small" if fresh.stale else "hint")
        self._fit()

    def show_sound(self, *, possible: bool, on: bool) -> None:
        """Say whether a new high alarm is heard here; a press turns it on or off."""
        words = _("Alarm sound on") if on else _("Alarm sound off")
        self.sound.setText(words if possible else _("No alarm sound here"))
        self.sound.setEnabled(possible)
        self.sound.setToolTip(_("Press to turn the sound of this station on or off"))
        theme.role(self.sound, "quiet" if possible and on else "quiet_warn")

    def show_saved(self, at: datetime) -> None:
        """Say that the last act is on disk; called only after the commit."""
        self._was_saved = True
        self.show_draft(None)
        words = _("Saved {at}").format(at=formats.clock_seconds(at, self._facts.zone))
        self.saved.setText(words)
        self._fit()

    def show_draft(self, at: datetime | None) -> str:
        """Say since when the draft in front is on disk, in the place of what was saved before."""
        words = _("Draft kept {at}, not yet saved")
        told = "" if at is None else words.format(at=formats.clock_seconds(at, self._facts.zone))
        self.draft.setText(told)
        self.draft.setVisible(bool(told))
        self.saved.setVisible(not told)
        self.dot.setVisible(self._was_saved and not told)
        self._fit()
        return told

    def show_record(self, state: RecordState) -> None:
        """Say when the last good copy was made, and whether the whole chain was checked."""
        self._intact = state.intact
        self.backup.setText(self._backup_words(state))
        theme.role(self.backup, "warn_small" if state.backup_failed else "hint")
        self._fit()

    def _backup_words(self, state: RecordState) -> str:
        if state.backed_up_at is None:
            return _("No backup yet") if state.backup_failed else ""
        at = formats.clock(state.backed_up_at, self._facts.zone)
        if state.backup_failed:
            return _("Last good backup {at}").format(at=at)
        return _("Backup {at} verified").format(at=at)

    def show_snapshot(self, snapshot: WardSnapshot) -> None:
        """Show the chain's length and the rules of the ward."""
        count = snapshot.audit_count
        words = ngettext(
            "Audit chain {head} · {count} line", "Audit chain {head} · {count} lines", count
        )
        if self._intact:
            words = ngettext(
                "Audit chain intact · {count} line", "Audit chain intact · {count} lines", count
            )
        self.chain.setToolTip(snapshot.audit_head)
        self.chain.setText(words.format(head=snapshot.audit_head, count=f"{count:,}"))
        followed = {c.subject.protocol_version_id for c in snapshot.charts.values()}
        versions = [v for key, (v, _p) in snapshot.protocols.items() if key in followed]
        versions = versions or [v for v, _p in snapshot.protocols.values()][-1:]
        unsigned = self._unsigned = any(not version.approved for version in versions)
        named = ", ".join(
            _("{name} {version}").format(name=protocol_words(v.name), version=v.version)
            for v in versions
        )
        said = (
            _("{rules}: rules not approved by this hospital")
            if unsigned
            else _("{rules} (approved)")
        )
        self._rules = said.format(rules=named) if versions else ""
        theme.role(self.rules, "warn_small" if unsigned else "hint")
        self._fit()
