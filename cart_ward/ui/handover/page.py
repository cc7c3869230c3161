"""The handover page: assemble, preview, add judgement, sign, print or save; the signed sheets."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care.changes import Changes
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, language, ngettext
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, saying
from cart_ward.ui.forms.naming import named
from cart_ward.ui.handover.archive import Archive, shift_word
from cart_ward.ui.handover.empty import EmptyCard
from cart_ward.ui.handover.notes import NoteForm
from cart_ward.ui.handover.output import OutputBar
from cart_ward.ui.handover.presenter import Drawn, HandoverPresenter, Render
from cart_ward.ui.handover.preview import Preview
from cart_ward.ui.handover.printing import Printers, QtPrinters
from cart_ward.ui.handover.sign import SignForm
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.folding import Folding, drawn_width, page_margins

SIDE_PX = 430

TWO_COLUMNS = 900
"""Width of the page, in pixels at 100 percent, from which the sheet stands beside the steps."""


class HandoverPage(Page):
    """What to do at the left, the sheet as it will be printed at the right."""

    def __init__(
        self,
        station: Station,
        navigator: Navigator,
        render: Render,
        printers: Printers | None = None,
    ) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self._left = False
        self._print_next = False
        self._printers = QtPrinters() if printers is None else printers
        self.presenter = HandoverPresenter(self, station, render)
        self.language: ChoiceRow[str] = ChoiceRow(
            [("en", "English"), ("zh_CN", "中文")], allow_none=False, name="sheet_language"
        )
        self.language.name_buttons(_("Language of the sheet"))
        self.language.set_value(language())
        self.again = named(QPushButton(_("Assemble again")), "assemble")
        self.facts = line("", "body")
        self.stale = theme.role(line(""), "warn")
        self.stale.setVisible(False)
        self.empty = EmptyCard(navigator)
        self.output = OutputBar(self._printers, self._save, self._print)
        self.notes = NoteForm(station)
        self.sign_form = SignForm(station, self.presenter.sign)
        self.archive = Archive(station)
        self.preview = Preview()
        self.zoom = named(QPushButton(_("Full size")), "zoom")
        self.zoom.setCheckable(True)
        self._lay_out()
        self._connect()
        self.begin_at(self.language)
        self.presenter.read_archive()
        self.assemble()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 6, 0)
        side.setSpacing(10)
        for card in (self.empty, *self._cards()):
            side.addWidget(card)
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        self.area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(holder)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._steps = area
        sheet = Card(_("Sheet"))
        sheet.head.addStretch(1)
        sheet.head.addWidget(self.zoom)
        sheet.body.addWidget(self.stale)
        sheet.body.addWidget(self.preview, 1)
        self.sheet_card = sheet
        paper = QScrollArea()
        paper.setFrameShape(QFrame.Shape.NoFrame)
        paper.setWidgetResizable(True)
        paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        paper.setWidget(sheet)
        self._folding = Folding(paper)
        whole = QHBoxLayout(self)
        page_margins(whole)
        whole.addWidget(area)
        whole.addWidget(paper, 1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Let the sheet stand below the steps where large text leaves no room beside them."""
        super().resizeEvent(event)
        narrow = drawn_width(self) < TWO_COLUMNS
        self._folding.fold(self._steps if narrow else None)
        self._steps.setMinimumWidth(0 if narrow else theme.px(SIDE_PX))
        self._steps.setMaximumWidth(self.width() if narrow else theme.px(SIDE_PX))
        self.preview.setMinimumHeight(self.height() * 3 // 4 if narrow else 0)

    def _cards(self) -> tuple[Card, ...]:
        make, judge = Card(_("1 Assemble")), Card(_("2 Add judgement"))
        sign, out = Card(_("3 Both sign")), Card(_("4 Print or save"))
        kept = Card(_("Signed sheets"))
        for widget in (self.facts, self.language, self.again):
            make.body.addWidget(widget)
        judge.body.addWidget(
            line(_("Facts come from the chart. Only what you think of them is typed here."))
        )
        judge.body.addWidget(self.notes)
        sign.body.addWidget(self.sign_form)
        out.body.addWidget(self.output)
        kept.body.addWidget(self.archive)
        return make, judge, sign, out, kept

    def _connect(self) -> None:
        self.again.clicked.connect(self.assemble)
        self.language.chosen.connect(self.assemble)
        self.zoom.toggled.connect(lambda full: self.preview.show_full_size(full=full))
        self.notes.signed.connect(self._on_note)
        self.sign_form.signed.connect(self._on_signed)
        self.archive.opened.connect(self._on_opened)
        self._station.ward_changed.connect(self._on_ward_changed)

    def title(self) -> str:
        """Return the heading."""
        return _("Handover")

    def assemble(self, *_what: object) -> None:
        """Make the sheet of the ward as it is now."""
        self.sign_form.allow(signable=False)
        self.facts.setText(_("Assembling the sheet…"))
        self.presenter.assemble(self.language.value() or language())

    def show_drawn(self, drawn: Drawn) -> None:
        """Show a sheet: fresh, to be signed; or a signed one."""
        self._show_stale()
        self.preview.show_pages(drawn.pages)
        fresh = drawn.sheet is not None and drawn.sheet.counts.patients > 0
        self.sign_form.allow(signable=fresh)
        self.empty.setVisible(not self._station.snapshot.charts)
        self.output.allow(there_is_a_sheet=True, suggested=self._file_name(drawn))
        self._offer_print()
        if drawn.sheet is None:
            self.facts.setText(_("A signed sheet is shown. Assemble again for the ward as it is."))
            return
        self.sheet_card.set_title(_("Sheet"))
        counts, at = drawn.sheet.counts, drawn.sheet.data_as_of
        self.facts.setText(
            ngettext(
                "{giving} → {taking}. Data as of {moment}. {count} patient.",
                "{giving} → {taking}. Data as of {moment}. {count} patients.",
                counts.patients,
            ).format(
                giving=shift_word(drawn.sheet.shift_out.key),
                taking=shift_word(drawn.sheet.shift_in.key),
                moment=formats.moment_on_screen(at, self._station.zone),
                count=counts.patients,
            )
        )

    def print_next(self) -> None:
        """Put the focus on the button that prints as soon as there is a sheet: Enter prints it."""
        self._print_next = True
        self._offer_print()

    def _offer_print(self) -> None:
        for button in (self.output.print_button, self.output.save_button):
            if self._print_next and button.isEnabled():
                self._print_next = False
                # Outside of a dialogue only such a button is pressed by Enter.
                button.setAutoDefault(True)
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _file_name(self, drawn: Drawn) -> str:
        at = self._station.now() if drawn.sheet is None else drawn.sheet.data_as_of
        return f"handover-{at.astimezone(self._station.zone):%Y-%m-%d-%H%M}.pdf"

    def show_archive(self, signed: tuple[Entry[HandoverSigned], ...]) -> None:
        """Show the signed sheets, the newest first."""
        self.archive.show_signed(signed)

    def complain(self, error: CartWardError) -> None:
        """Say what failed."""
        self.facts.setText(_("No sheet is shown."))
        self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)

    def _on_note(self, _changes: Changes) -> None:
        self._tell_saved()
        self.assemble()

    def _on_signed(self, _changes: Changes) -> None:
        """Say that the sheet is on disk; it stays shown, and is not signed twice."""
        self._tell_saved()
        self.sign_form.allow(signable=False)
        self.facts.setText(_("Signed by both and kept. Print it, or assemble a new sheet."))
        self.presenter.read_archive()

    def _tell_saved(self) -> None:
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Saved {time}").format(time=at))

    def _on_opened(self, entry: Entry[HandoverSigned]) -> None:
        self.sheet_card.set_title(self.archive.described(entry).replace("\n", " "))
        self.presenter.open_signed(entry.body.pdf_digest)

    def _on_ward_changed(self, changes: Changes) -> None:
        """Announce a change; the sheet under the readers' eyes is never redrawn by itself."""
        if self._left:
            return
        if "handover_signed" in changes.kinds:
            self.presenter.read_archive()
        self._show_stale()

    def _show_stale(self) -> None:
        """Say whether the sheet has aged, be it since it was drawn or while it was."""
        as_of = self.presenter.as_of
        self.stale.setVisible(as_of is not None and self.presenter.stale)
        if as_of is not None:
            self.stale.setText(
                _(
                    "The ward has changed since {time}. Assemble again to bring the sheet up to"
                    " date."
                ).format(time=formats.clock(as_of, self._station.zone))
            )

    def _save(self, path: Path) -> None:
        self.presenter.save(path, self._on_saved)

    def _on_saved(self, path: Path, problem: str) -> None:
        if problem:
            sentence = _(
                "Not saved: {problem}. The sheet is still shown here. Choose another folder."
            ).format(problem=problem)
        else:
            sentence = _("Saved as {file}. The file is not encrypted.").format(file=path.name)
        self._navigator.tell(sentence, good=not problem, here=True)

    def _print(self, printer: str) -> None:
        self.presenter.print(self._printers, printer, _("Handover"), self._on_printed)

    def _on_print_key(self) -> None:
        """Print, or without a printer save."""
        if self.output.print_button.isEnabled():
            self.output.print_now()
        elif self.output.save_button.isEnabled():
            self.output.ask_path()

    def accept(self) -> None:
        """Take the sheet over: tick the read-back, and bring the PINs into sight."""
        self.area.ensureWidgetVisible(self.sign_form)
        self.sign_form.accept()

    def _on_printed(self, sent: bool) -> None:  # noqa: FBT001 - a callback
        if sent:
            sentence = _("Sent to the printer. Count the pages.")
        else:
            sentence = _("The printer took nothing. The sheet is safe here: save it as a PDF.")
        self._navigator.tell(sentence, good=sent, here=True)

    def draft(self) -> dict[str, object]:
        """Return the note that was typed and not signed."""
        note = self.notes.draft()
        return {"note": note} if note else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        if note := drafts.part(draft, "note"):
            self.notes.restore(note)

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Return what the keys of this page do."""
        return {
            "print": self._on_print_key,
            "refresh": self.assemble,
            "handover": self.accept,
        }

    def leave(self) -> None:
        """Stop listening."""
        self._left = True
        self.presenter.close()
        self.notes.leave()
        self.sign_form.leave()
