"""The frame: who is signed in, who needs somebody, and one page at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from cart_ward import i18n
from cart_ward.care.ports import Drafts
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.i18n import _
from cart_ward.ui import focus, theme
from cart_ward.ui.crash import BugNote
from cart_ward.ui.drafts import DraftKeeper
from cart_ward.ui.frame.alarm_bar import AlarmBar
from cart_ward.ui.frame.around import framed
from cart_ward.ui.frame.front import Front
from cart_ward.ui.frame.message_line import MessageLine
from cart_ward.ui.frame.nav_bar import NavBar
from cart_ward.ui.frame.stale_band import StaleBand
from cart_ward.ui.frame.status_bar import RecordState, StatusBar
from cart_ward.ui.frame.top_bar import TopBar
from cart_ward.ui.frame.trouble_bar import TroubleBar
from cart_ward.ui.messages import Message, Messages
from cart_ward.ui.navigation import Page
from cart_ward.ui.pages import PageFactories, Route, WardPage
from cart_ward.ui.sign_in import SignInPage
from cart_ward.ui.station import Station
from cart_ward.ui.window_keys import WindowKeys

SMALLEST = QSize(1366, 768)


class MainWindow(QMainWindow):
    """The one window; implements `Navigator`.

    Signals: `language_changed(str)` after a live switch, `rebuilt()` when every bar is new,
    `shown()` when another page, or none, is in front, `find_asked()`, `closing()` at the end.
    """

    language_changed = Signal(str)
    rebuilt = Signal()
    shown = Signal()
    find_asked = Signal()
    closing = Signal()

    def __init__(
        self,
        station: Station,
        factories: PageFactories,
        messages: Messages,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__()
        self._station = station
        self._factories = factories
        self.messages = messages
        self.keeper = DraftKeeper(station, messages, drafts, self)
        self._owner: Actor | None = None
        self._record = RecordState()
        self._patient: AdmissionId | None = None
        self._before: Route | None = None
        self.setMinimumSize(SMALLEST)
        self._route = self._board_route()
        self._build(self._route.make())
        self.keeper.watch(None, self._route, self._page)
        self.keys = WindowKeys(self, station)
        station.person_changed.connect(self._on_person)
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)
        station.saved.connect(self._on_saved)
        messages.told.connect(self._on_told)
        self.keeper.kept.connect(self._on_draft_kept)

    @property
    def page(self) -> Page:
        """The page in front, or behind the sign-in page while locked."""
        return self._page

    @property
    def locked(self) -> bool:
        """Whether the station waits for somebody to sign in."""
        return self._station.actor is None

    @property
    def last_patient(self) -> AdmissionId | None:
        """Whose page this person last had in front."""
        return self._patient

    @property
    def place_name(self) -> str:
        """The name of the page in front: its word in the keyboard map."""
        return str(self._route.key[0])

    @property
    def stopped(self) -> bool:
        """Whether a question stands before everything else."""
        return self.stack.question is not None

    # ---- Navigator

    def show_board(self) -> None:
        """Go to the ward board."""
        self._go(self._board_route())

    def show_patient(self, admission_id: AdmissionId) -> None:
        """Go to one patient's page."""
        self._go_to_patient("patient", self._factories.patient, admission_id)

    def show_vitals(self, admission_id: AdmissionId) -> None:
        """Open the vitals form."""
        self._go_to_patient("vitals", self._factories.vitals, admission_id)

    def show_neuro(self, admission_id: AdmissionId) -> None:
        """Open the neuro check form."""
        self._go_to_patient("neuro", self._factories.neuro, admission_id)

    def show_tocilizumab(self, admission_id: AdmissionId) -> None:
        """Open the tocilizumab page."""
        self._go_to_patient("tocilizumab", self._factories.tocilizumab, admission_id)

    def show_drug(self, admission_id: AdmissionId) -> None:
        """Open the form for a drug ordered elsewhere."""
        self._go_to_patient("drug", self._factories.drug, admission_id)

    def show_call(self, admission_id: AdmissionId) -> None:
        """Open the form for a call about a patient."""
        self._go_to_patient("call", self._factories.call, admission_id)

    def show_stay(self, admission_id: AdmissionId) -> None:
        """Open the page that weighs, moves or discharges a patient."""
        self._go_to_patient("stay", self._factories.stay, admission_id)

    def show_handover(self) -> None:
        """Open the handover page."""
        self._go_in_ward("handover", self._factories.handover, "handover")

    def show_alarms(self) -> None:
        """Open the list of alarms."""
        self._go_in_ward("alarms", self._factories.alarms, "ward")

    def show_admit(self) -> None:
        """Open the admission form."""
        self._go_in_ward("admit", self._factories.admit, "ward")

    def show_place(self, name: str) -> None:
        """Open a further place of the ward: team, charge, setup or health."""
        self._go_in_ward(name, self._factories.places[name], name)

    def show_not_done(self, admission_id: AdmissionId, check: Check) -> None:
        """Ask why a check was not done."""
        self._go_to_patient("not_done", self._factories.not_done, admission_id, check)

    def show_grade(self, admission_id: AdmissionId, scale: Scale) -> None:
        """Open the form that confirms or overrides a grade."""
        self._go_to_patient("grade", self._factories.grade, admission_id, scale)

    def show_amend(self, admission_id: AdmissionId, entry_id: EntryId) -> None:
        """Open the correction of one entry."""
        self._go_to_patient("amend", self._factories.amend, admission_id, entry_id)

    def tell(self, sentence: str, *, good: bool = True, here: bool = False) -> None:
        """Show a sentence in the message line."""
        self.messages.tell(sentence, good=good, here=here)

    # ---- the rest of the world

    def go_back(self) -> None:
        """Leave the page for the one above it; what was typed is kept."""
        route = self._route
        if route.aside and self._before is not None:
            self._go(self._before)
        elif route.admission_id is not None and route.key[0] != "patient":
            self.show_patient(route.admission_id)
        else:
            self.show_board()

    def lock(self) -> None:
        """Lock the station; the page behind keeps what was typed."""
        self._station.sign_in(None)

    def set_language(self, code: str) -> None:
        """Speak another language from now on; the page comes back with what was typed."""
        self.keeper.look()
        i18n.set_language(code)
        theme.apply_again()
        self.build_anew()
        self.language_changed.emit(code)

    @Slot()
    def build_anew(self) -> None:
        """Build bars and page in the language and the look in use; what was typed comes back."""
        self._leave_who_left()
        at = focus.place_of(self.centralWidget())
        made = self._route.make()
        self.keeper.leave()
        self._page.leave()
        self._build(made)
        self.keeper.watch(self._owner, self._route, self._page, quiet=True)
        self.rebuilt.emit()
        focus.put_back_soon(self, at)

    @Slot(object)
    def show_record(self, state: RecordState) -> None:
        """Show how the record itself is doing, in whatever language the bars speak."""
        self._record = state
        self.status.show_record(state)
        self.status.show_snapshot(self._station.snapshot)
        self.trouble.show_record(state, clock_suspect=self._station.desk.clock.suspect)

    @Slot(object)
    def show_bug(self, note: BugNote) -> None:
        """Say that something of ours broke; if it keeps breaking, close that page only."""
        self.tell(
            _(
                "A fault in this program was stopped (note {id}). What was signed is safe; look"
                " at what you did last and do it again if it is not there."
            ).format(id=note.id),
            good=False,
        )
        if note.again:
            self.show_board()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the page go and tell who owns the threads."""
        self.keeper.leave()
        self._page.leave()
        self.closing.emit()
        event.accept()

    # ---- building

    def _build(self, page: Page) -> None:
        """Make every bar anew, in the language in use, round a page."""
        self.nav = NavBar()
        self.top = TopBar(self._station.facts)
        self.alarms = AlarmBar(self._station.facts)
        self.line = MessageLine()
        self.status = StatusBar(self._station.facts)
        self.trouble = TroubleBar(self._station.facts)
        self.show_record(self._record)
        self.entrance = SignInPage(self._station)
        self._page = page
        self.stack = Front(self.entrance, page)
        self.stack.questioned.connect(self._show_all)
        bars = (self.trouble, self.top, self.alarms, self.line, StaleBand(self._station, self))
        practice = self._station.facts.practice
        self.setCentralWidget(framed(self.nav, bars, self.stack, self.status, practice=practice))
        self.nav.place_chosen.connect(self._on_place)
        self.top.language_chosen.connect(self.set_language)
        self.top.find_asked.connect(self.find_asked)
        self.top.lock_asked.connect(self.lock)
        self.alarms.patient_asked.connect(self.show_patient)
        self.alarms.list_asked.connect(self.show_alarms)
        self._page.far_changed.connect(self._show_all)
        self.top.display_asked.connect(partial(self.show_aside, "display", self._factories.display))
        self.entrance.signed_in.connect(self._station.sign_in)
        self._show_all()

    def make_again(self, draft: str) -> None:
        """Make the page in front anew with an earlier draft of it; the focus stays where it was."""
        if self._leave_who_left():
            return
        at = focus.place_of(self._page)
        made, old = self._route.make(), self._page
        self.setUpdatesEnabled(False)
        old.leave()
        self._page = made
        self.stack.take(made)
        self.keeper.put_back(made, draft)
        self._show_all()
        focus.put_back(made, at)
        self.setUpdatesEnabled(True)

    # ---- moving

    def _board_route(self) -> Route:
        make = partial(self._factories.board, self._station, self)
        return Route(key=("board",), place="ward", make=make, typed=False)

    def _go_in_ward(self, name: str, factory: WardPage, place: str) -> None:
        self._go(Route(key=(name,), place=place, make=partial(factory, self._station, self)))

    def _go_to_patient(
        self, name: str, factory: Callable[..., Page], admission_id: AdmissionId, *what: object
    ) -> None:
        make = partial(factory, self._station, self, admission_id, *what)
        place = "tocilizumab" if name == "tocilizumab" else "patient"
        key = (name, admission_id, *what)
        self._go(Route(key=key, place=place, make=make, admission_id=admission_id))

    def show_aside(self, name: str, factory: WardPage) -> None:
        """Open a page from which Esc leads back to the one before it."""
        if not self._route.aside:
            self._before = self._route
        make = partial(factory, self._station, self)
        self._go(Route(key=(name,), place=self._route.place, make=make, typed=False, aside=True))

    def _leave_who_left(self) -> bool:
        """Go from a form about somebody who is not on the ward any more to the past stay."""
        who = self._route.left(self._station.snapshot.charts)
        if who is not None:
            self.show_patient(who)
        return who is not None

    def _go(self, route: Route) -> None:
        if self.locked and route.key != ("board",):
            return
        self._replace(route)

    def _replace(self, route: Route) -> None:
        # Made first: if a page cannot be made, the one in front stays as it is.
        made = route.make()
        old = self._page
        self.keeper.leave()
        old.leave()
        self._route = route
        if route.admission_id is not None:
            self._patient = route.admission_id
        self._page = made
        self._page.far_changed.connect(self._show_all)
        self.stack.take(made)
        self.line.leave_page()
        self.keeper.watch(self._owner, route, made)
        self._show_all()

    @Slot()
    def _show_all(self) -> None:
        locked, stopped = self.locked, self.stopped
        self.nav.setEnabled(not locked)
        self.alarms.setEnabled(not stopped)
        self.nav.show_place(self._route.place)
        title = _("Station locked") if locked else self._page.title()
        self.top.show_title(title)
        self.setWindowTitle(title)
        self.top.show_person(self._station.person)
        self._on_tick(self._station.now())
        self.status.show_snapshot(self._station.snapshot)
        far = self._page.far() and not locked
        for bar in (self.nav, self.top):
            bar.setHidden(stopped or far)
        self.alarms.show_alarms(self._station.statuses(), private=locked or far)
        if locked or far:
            self.line.go_private()
        self.stack.show_front(locked=locked)
        self.shown.emit()

    # ---- slots

    @Slot(object)
    def _on_person(self, actor: Actor | None) -> None:
        if actor is not None and actor != self._owner:
            # The first person's draft waits for her; the second begins at the board.
            self.keeper.leave()
            self._owner, self._patient = actor, None
            self.keeper.fetch(actor)
            self._replace(self._board_route())
            return
        if actor is None:
            self.stack.end_question()
            self.keeper.look()
            self.entrance.show_ward(self._station.now())
        self._show_all()

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        self.status.show_snapshot(self._station.snapshot)
        private = self.locked or self._page.far()
        self.alarms.show_alarms(self._station.statuses(), private=private)
        if self.locked:
            self.entrance.show_ward(self._station.now())

    @Slot(object)
    def _on_tick(self, now: datetime) -> None:
        self.top.show_time(now)
        self.status.show_fresh(self._station.fresh)

    @Slot(object)
    def _on_saved(self, at: datetime) -> None:
        self.status.show_saved(at)

    @Slot(object)
    def _on_draft_kept(self, at: datetime | None) -> None:
        words = self.status.show_draft(at)
        if words:
            self._page.show_draft_kept(words)

    @Slot(object)
    def _on_told(self, message: Message) -> None:
        self.line.show_message(message, private=self.locked or self._page.far())

    @Slot(str)
    def _on_place(self, key: str) -> None:
        self.keys.go_to_place(key)
        self.nav.show_place(self._route.place)
