"""Where one can go from any page, and what every page can do."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.ui.widgets.leading import Leading


class Navigator(Protocol):
    """The frame, seen from a page."""

    def show_board(self) -> None:
        """Go to the ward board."""
        ...

    def show_patient(self, admission_id: AdmissionId) -> None:
        """Go to one patient's page."""
        ...

    def show_vitals(self, admission_id: AdmissionId) -> None:
        """Open the vitals form."""
        ...

    def show_neuro(self, admission_id: AdmissionId) -> None:
        """Open the neuro check form."""
        ...

    def show_tocilizumab(self, admission_id: AdmissionId) -> None:
        """Open the tocilizumab page."""
        ...

    def show_handover(self) -> None:
        """Open the handover page."""
        ...

    def show_alarms(self) -> None:
        """Open the list of alarms."""
        ...

    def show_place(self, name: str) -> None:
        """Open a further place of the ward: team, charge, setup or health."""
        ...

    def show_admit(self) -> None:
        """Open the admission form."""
        ...

    def show_not_done(self, admission_id: AdmissionId, check: Check) -> None:
        """Ask why a check was not done."""
        ...

    def show_grade(self, admission_id: AdmissionId, scale: Scale) -> None:
        """Open the form that confirms or overrides a grade."""
        ...

    def show_drug(self, admission_id: AdmissionId) -> None:
        """Open the form for a drug ordered elsewhere."""
        ...

    def show_call(self, admission_id: AdmissionId) -> None:
        """Open the form for a call about a patient."""
        ...

    def show_stay(self, admission_id: AdmissionId) -> None:
        """Open the page that weighs, moves or discharges a patient."""
        ...

    def show_amend(self, admission_id: AdmissionId, entry_id: EntryId) -> None:
        """Open the correction of one entry."""
        ...

    def tell(self, sentence: str, *, good: bool = True, here: bool = False) -> None:
        """Show a sentence in the message line; with `here` as long as the page in front stays."""
        ...


class Page(Leading):
    """A page of the frame, built anew when the language changes: so it gives its draft away.

    It hands the focus on to where one begins (`begin_at`).
    Signal: `far_changed(bool)` when it is looked at from afar, or no longer.
    """

    far_changed = Signal(bool)

    def far(self) -> bool:
        """Tell whether it is looked at from afar: the frame gives way, and no name is shown."""
        return False

    def title(self) -> str:
        """Return the heading of the frame while this page is shown."""
        raise NotImplementedError

    def admission(self) -> AdmissionId | None:
        """Return whose page this is, or None."""
        return None

    def finish_choice(self) -> bool:
        """Finish choosing a patient where that is half typed; False where it led to nobody."""
        return True

    def draft(self) -> dict[str, object]:
        """Return what has been typed and not signed, as JSON values; empty if nothing."""
        return {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""

    def show_draft_kept(self, words: str) -> None:
        """Say where one types that the draft is on disk; pages without such a place say nothing."""

    def leave(self) -> None:
        """Stop listening: late answers are ignored from now on."""

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Return what this page does for acts of the keyboard map; the rest is the window's."""
        return {}

    def identified(self, hospital_no: str) -> None:
        """Take the number of a scanned wristband where the page asks for one."""

    def find_texts(self) -> tuple[str, ...]:
        """Return the rows of this page as words that can be searched; none if it has no rows."""
        return ()

    def find_show(self, row: int) -> None:
        """Bring a row that was found into sight and choose it."""

    def take_badge(self, _number: str) -> bool:
        """Take the number of a scanned badge where the page asks for one; tell whether it did."""
        return False
