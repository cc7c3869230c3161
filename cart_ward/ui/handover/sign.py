"""Both sign: the giver and the taker, each with a PIN, the taker after reading back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cart_ward.care.changes import Changes
from cart_ward.care.handover import HANDS_OVER
from cart_ward.clinical.people import Actor
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui.forms.person_proof import PersonProof
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.forms.tick import Tick
from cart_ward.ui.station import Station

SignBoth = Callable[
    [Actor, Actor, Callable[[Changes], None], Callable[[CartWardError], None]], None
]


class SignForm(SignedForm):
    """Read-back first, then giver and taker: Enter after the taker's PIN signs the sheet shown."""

    def __init__(self, station: Station, sign_both: SignBoth) -> None:
        super().__init__(station, _("Both sign this sheet"))
        self._sign_both = sign_both
        self._signable = False
        self.giver = PersonProof(station, "giver", _("Handed over by"), HANDS_OVER)
        self.taker = PersonProof(station, "taker", _("Taken over by"), HANDS_OVER)
        self.read_back = Tick("read_back", _("The taker has read back the plan for each patient"))
        if station.actor is not None:
            self.giver.who.choose(station.actor.staff_id)
        for widget in (self.read_back, self.giver, self.taker):
            self.body.addWidget(widget)
        self.giver.edited.connect(self.touched)
        self.taker.edited.connect(self.touched)
        self.read_back.toggled.connect(self.touched)

    def allow(self, *, signable: bool) -> None:
        """Let a fresh sheet be signed; a signed one is not signed again."""
        self._signable = signable
        self.show_readiness()

    def blocked(self) -> bool:
        """Tell whether there is no fresh sheet to sign."""
        return not self._signable

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if not self.read_back.is_ticked():
            found.append((self.read_back, _("The taker reads back first; then tick it.")))
        found += [*self.giver.missing(), *self.taker.missing()]
        if self.giver.staff_id() is not None and self.giver.staff_id() == self.taker.staff_id():
            found.append((self.taker.who, _("Giver and taker must be two different people.")))
        return tuple(found)

    def signs_at_enter(self) -> QWidget:
        """Return the taker's PIN, the last thing typed."""
        return self.taker.pin.line

    def accept(self) -> None:
        """Note that the taker has read back; the PINs are next."""
        self.read_back.set_ticked(ticked=True)
        nobody = self.giver.staff_id() is None
        (self.giver.who if nobody else self.giver.pin.line).setFocus()

    def proceed(self) -> None:
        """Prove the giver, then the taker, then sign."""
        self.giver.prove(self._on_giver, self.fail)

    def _on_giver(self, giver: Actor) -> None:
        def taken(taker: Actor) -> None:
            if not self.left:
                self._sign_both(giver, taker, self.answered, self.fail)

        if not self.left:
            self.taker.prove(taken, self.fail)

    def done(self, changes: Changes) -> None:
        """Forget who signed."""
        self.taker.clear()
        self.read_back.set_ticked(ticked=False)
        super().done(changes)
