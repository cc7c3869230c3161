"""How the record and this station are doing, in plain words, and what can be done about it."""

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care.health import Ground
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.frame.status_bar import RecordState
from cart_ward.ui.health import telling
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.health.clock_card import ClockCard
from cart_ward.ui.health.names_card import NamesCard
from cart_ward.ui.health.telling import Seen, Shape
from cart_ward.ui.health.told_card import ToldCard, say_on
from cart_ward.ui.messages import sentence
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.folding import large_text, page_margins


class HealthPage(Page):
    """Record, backup, audit log, clock, names, disk, printer and sound, each with its state.

    What takes time is asked off the screen's thread; what answers after the page was left is
    ignored, while a check or a copy that was begun goes on.
    """

    def __init__(self, station: Station, navigator: Navigator, *, behind: Behind) -> None:
        super().__init__()
        self._station, self._navigator, self._behind = station, navigator, behind
        self._left = self._acted = False
        self._ground: Ground | None = None
        self._unseen = ""
        self._opened_at = station.now()
        theme.role(self, "page")
        self.summary = named(line("", "strong"), "health_summary")
        self.record = ToldCard("record", _("The record"))
        self.backup = ToldCard("backup", _("Backup"))
        self.chain = ToldCard("chain", _("Audit log"))
        self.clock = ClockCard(station, behind.clock)
        self.names = NamesCard(station, navigator)
        self.disk = ToldCard("disk", _("Disk"))
        self.printer = ToldCard("printers", _("Printer"))
        self.sound = ToldCard("sound", _("Alarm sound"))
        self.check = self.record.add_button("check_now", _("Check now"))
        self.copy = self.backup.add_button("back_up_now", _("Back up now"))
        self.play = self.sound.add_button("play_sound", _("Play the sound"))
        self.about = Card(_("For whoever helps from afar"))
        self.versions = line("", "hint")
        self.copy_versions = named(QPushButton(_("Copy these lines")), "copy_versions")
        self.board = named(theme.role(QPushButton(_("Ward board")), "secondary"), "to_board")
        self._lay_out()
        self._listen()
        self._begin()
        self.printer.tell(telling.printers(None))
        self._show()
        self.names.look()
        self._look()
        station.tasks.run(behind.printer_names, self._on_printers, self._on_failed, lane="paper")

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Health")

    def leave(self) -> None:
        """Stop listening."""
        self._left = True
        self.names.leave()

    # ---- building

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.addWidget(self._columns())
        column.addWidget(self.about)
        theme.role(self.copy_versions, "secondary")
        self.about.body.addWidget(self.versions)
        below = QHBoxLayout()
        below.addWidget(self.copy_versions)
        below.addStretch(1)
        self.about.body.addLayout(below)
        column.addWidget(self.board, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.summary)
        whole.addWidget(scrolled(column, gap=12), 1)

    def _columns(self) -> QWidget:
        """Return the cards in two columns, or in one where text is large."""
        holder = QWidget()
        across = QHBoxLayout(holder)
        if large_text():
            across.setDirection(QBoxLayout.Direction.TopToBottom)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        of_record = (self.record, self.backup, self.chain)
        of_station = (self.clock, self.names, self.disk, self.printer, self.sound)
        for cards in (of_record, of_station):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            across.addLayout(column, 1)
        return holder

    def _listen(self) -> None:
        upkeep, sound = self._behind.upkeep, self._behind.sound
        self.board.clicked.connect(self._navigator.show_board)
        self.copy_versions.clicked.connect(self._on_copy_versions)
        self.clock.confirm_asked.connect(self._on_confirm)
        self.names.shown.connect(self._on_names)
        self.names.acted.connect(self._on_acted)
        self._station.ticked.connect(self._on_tick)
        self._station.ward_changed.connect(self._on_tick)
        self.check.setEnabled(upkeep is not None)
        self.copy.setEnabled(upkeep is not None)
        if upkeep is not None:
            upkeep.changed.connect(self._on_record)
            self.check.clicked.connect(self._on_check)
            self.copy.clicked.connect(self._on_copy)
        self.play.setVisible(sound is not None and sound.possible)
        if sound is not None:
            sound.switched.connect(self._show)
            self.play.clicked.connect(sound.try_out)

    # ---- showing

    @property
    def _state(self) -> RecordState:
        upkeep = self._behind.upkeep
        return RecordState() if upkeep is None else upkeep.state

    @Slot()
    def _show(self) -> None:
        """Say how everything is; the words that are said already stay as they are."""
        if self._left:
            return
        upkeep, sound = self._behind.upkeep, self._behind.sound
        seen = Seen(
            state=self._state,
            opened_at=self._opened_at if upkeep is None else upkeep.opened_at,
            ward=self._station.snapshot,
            ground=self._ground,
            now=self._station.now(),
            zone=self._station.zone,
            unseen=self._unseen,
        )
        self.record.tell(telling.record(seen))
        self.backup.tell(telling.backup(seen))
        self.chain.tell(telling.chain(seen))
        self.disk.tell(telling.disk(seen))
        on, possible = (False, False) if sound is None else (sound.on, sound.possible)
        self.sound.tell(telling.sound(possible=possible, on=on))
        self._sum_up(formats.clock(seen.now, seen.zone))
        versions = "\n".join(telling.about(seen))
        shown = telling.breakable(versions)
        if shown != self.versions.text():
            self.versions.setText(shown)
        if upkeep is not None:
            # Not while they are at it: the focus would leave a button that goes to sleep.
            self.copy.setEnabled(not seen.state.trouble)

    def _sum_up(self, at: str) -> None:
        cards = (self.record, self.backup, self.chain, self.disk, self.printer, self.sound)
        told = [(card.title.text(), card.told.shape) for card in cards if card.told is not None]
        if self._station.desk.clock.suspect:
            told.append((self.clock.title.text(), Shape.LATE))
        if self.names.first() is not None:
            told.append((self.names.title.text(), Shape.LATE))
        say_on(self.summary, telling.summary(told, at))

    def _look(self) -> None:
        upkeep = self._behind.upkeep
        if upkeep is not None:
            upkeep.look(self._on_looked, self._on_unseen)

    def _on_looked(self, ground: Ground) -> None:
        if not self._left:
            self._ground, self._unseen = ground, ""
            self._show()

    def _on_unseen(self, error: CartWardError) -> None:
        if not self._left:
            self._unseen = sentence(error, self._station.zone)
            self._show()

    def _on_printers(self, names: tuple[str, ...]) -> None:
        if not self._left:
            self.printer.tell(telling.printers(names))
            self._show()

    @Slot(object)
    def _on_record(self, state: RecordState) -> None:
        if self._left:
            return
        self._show()
        if state.checking is None and state.copying is None:
            self._look()

    @Slot(object)
    def _on_tick(self, _now: object) -> None:
        if not self._left:
            self.clock.show_clock()
            self._show()

    # ---- beginning

    def _begin(self) -> None:
        """Begin at the first thing that waits for a person; go there once the last one is done."""
        first = self.names.first() or self._next()
        self.begin_at(first)
        if self.hasFocus() or self._acted:
            self._acted = False
            first.setFocus()

    def _next(self) -> QWidget:
        if not self.clock.other.isHidden():
            return self.clock.other
        return self.board if self._behind.upkeep is None else self.check

    @Slot()
    def _on_names(self) -> None:
        before: QWidget = self.clock.confirm
        for button in self.names.buttons:
            QWidget.setTabOrder(before, button)
            before = button
        self._show()
        self._begin()

    @Slot()
    def _on_acted(self) -> None:
        self._acted = True

    # ---- acting

    @Slot()
    def _on_check(self) -> None:
        upkeep, since = self._behind.upkeep, self._state.checking
        if since is not None:
            self._navigator.tell(telling.reading_since(since, self._station.zone), here=True)
        elif upkeep is not None:
            upkeep.check()

    @Slot()
    def _on_copy(self) -> None:
        upkeep, since = self._behind.upkeep, self._state.copying
        if since is not None:
            self._navigator.tell(telling.copying_since(since, self._station.zone), here=True)
        elif upkeep is not None:
            upkeep.back_up()

    @Slot(object)
    def _on_confirm(self, shown: datetime) -> None:
        self.clock.confirm_by(shown, self._on_confirmed, self._on_failed)

    def _on_confirmed(self) -> None:
        self._navigator.tell(_("The clock is confirmed. That stands in the audit log."))
        self._acted = True
        if not self._left:
            self.clock.confirmed()
            self._begin()

    def _on_failed(self, error: CartWardError) -> None:
        self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)

    @Slot()
    def _on_copy_versions(self) -> None:
        text = self.versions.text().replace("\u200b", "")
        QGuiApplication.clipboard().setText(text)
        self._navigator.tell(_("Copied. Nothing about patients is in these lines."), here=True)
