"""Protocol versions and products: what they say, who approved them, and approving them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from cart_ward.care import access, ward_setup
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.ward_lists import Rules, WardLists
from cart_ward.clinical.people import Actor, Role
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, wording
from cart_ward.ui.forms.person_proof import PersonProof, people
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.forms.tick import Tick
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.setup import rules_words
from cart_ward.ui.setup.part import Part, SetupForm
from cart_ward.ui.setup.pick_list import HEADING
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.focus_frame import framed

READ = "read"

APPROVES = frozenset(role for role in Role if access.may(role, "approve_protocol"))


class ApproveForm(SetupForm):
    """What the version says; below it one ticks to have read it and proves who one is.

    The person need not be signed in: a physician comes to the station, reads, and signs.
    """

    def __init__(self, station: Station, rules: Rules) -> None:
        title, sign = rules_words.version_words(rules), _("Approve this version")
        super().__init__(station, f"{READ}/{rules.version.id}", title, sign)
        self.rules = rules
        self.read = Tick("read_rules", _("I have read this version and approve it for this ward"))
        roles = APPROVES
        if rules.lacking.people == 1 and rules.lacking.physician:
            roles = frozenset({Role.PHYSICIAN})
        self.open = rules.lacking.people > 0 and bool(people(station, roles))
        self.proof = PersonProof(station, "approver", _("Approved by"), roles)
        self._lay_out()
        self.read.toggled.connect(self.touched)
        self.proof.edited.connect(self.touched)
        actor = station.actor
        if actor is not None and actor.staff_id not in rules.version.approved_by:
            self.proof.who.choose(actor.staff_id)
        self.show_readiness()

    def _lay_out(self) -> None:
        for words in self._head():
            self.body.addWidget(line(words, "strong"))
        self.body.addWidget(line(rules_words.facts_of(self.rules, self.station.zone)))
        for heading, lines in rules_words.sections(self.rules.protocol):
            self.body.addWidget(line(heading, "strong"))
            self.body.addWidget(line("\n".join(lines), "body"))
        self.body.addWidget(self.read)
        self.body.addWidget(self.proof)
        for widget in (self.read, self.proof, self.sign_button):
            widget.setVisible(self.open)

    def _head(self) -> list[str]:
        staff, zone = self.station.snapshot.staff, self.station.zone
        found = [rules_words.state_of(self.rules)]
        found += [
            rules_words.signed_by(one, staff[one.staff_id], zone) for one in self.rules.approvals
        ]
        if self.rules.lacking.people and not self.open:
            found.append(
                _("Nobody who could approve it is on the list yet: add a physician under People.")
            )
        return found

    def blocked(self) -> bool:
        """Tell whether there is nothing to approve, or nobody who could."""
        return not self.open or super().blocked()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        words = _("Read the version, then tick that you have.")
        unread: tuple[Missing, ...] = () if self.read.is_ticked() else ((self.read, words),)
        return (*unread, *self.proof.missing())

    def signs_at_enter(self) -> QWidget:
        """Return the PIN: it comes last."""
        return self.proof.pin.line

    def proceed(self) -> None:
        """Prove the person; the approval is signed in that person's name."""
        self.proof.prove(self._on_proved, self.fail)

    def fail(self, error: CartWardError) -> None:
        """Say why nothing was signed; the PIN is typed anew."""
        super().fail(error)
        if not self.left:
            self.proof.pin.setFocus()

    def _on_proved(self, actor: Actor) -> None:
        if self.left:
            return
        version = self.rules.version.id
        name = self.station.snapshot.staff[actor.staff_id].name.both
        self.said = _("{name} has approved {version}.").format(name=name, version=self.title)

        def act(desk: Desk) -> Changes:
            return ward_setup.approve_protocol(desk.of(actor), version)

        self.perform(act)


class RulesPart(Part):
    """The list of versions, the newest first, then the products."""

    name = "rules"

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__(station, navigator, _("Rules"))
        may = (role for role in Role if role in APPROVES)
        roles = ", ".join(wording.say(f"words.Role.{role.value}") for role in may)
        words = _(
            "A version counts once two people have approved it, one of them a physician. Who may:"
            " {roles}. Each does it with the own PIN, at any station."
        )
        self.explain(words.format(roles=roles))

    def rows(self, lists: WardLists) -> tuple[tuple[str, str], ...]:
        """Return the versions with what is lacking, and the products."""
        zone, staff = self.station.zone, {person.id: person for person in lists.people}
        found = []
        for rules in lists.rules:
            lines = [
                rules_words.version_words(rules),
                rules_words.state_of(rules),
                *(rules_words.signed_by(a, staff[a.staff_id], zone) for a in rules.approvals),
                rules_words.facts_of(rules, zone),
            ]
            found.append((f"{READ}/{rules.version.id}", "\n".join(lines)))
        products = [
            (f"product/{product.id}", rules_words.product_words(product, rules))
            for product, rules in lists.products
        ]
        return (
            (HEADING, _("Monitoring rules")),
            *found,
            (HEADING, _("Products")),
            *products,
        )

    def show_lists(self, lists: WardLists) -> None:
        """Show the lists; a version that was signed meanwhile is shown as it is now."""
        super().show_lists(lists)
        form = self.form
        if isinstance(form, ApproveForm) and not form.busy:
            now = next((r for r in lists.rules if r.version.id == form.rules.version.id), None)
            if now is not None and now.approvals != form.rules.approvals:
                self.open_form(form.address)

    def make_form(self, address: str) -> SetupForm | None:
        """Return the version with the form that approves it."""
        lists = self.lists
        for rules in () if lists is None else lists.rules:
            if address == f"{READ}/{rules.version.id}":
                return ApproveForm(self.station, rules)
        return None

    def around(self, _form: SetupForm, area: QWidget) -> QWidget:
        """Let the keys scroll what is to be read."""
        if isinstance(area, QScrollArea):
            framed(area)
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            area.setAccessibleName(_("What this version says"))
            self._reading = area
        return area

    def open_form(self, address: str) -> None:
        """Open a version and begin by reading."""
        super().open_form(address)
        if self.form is not None and self.form.address == address:
            QWidget.setTabOrder(self.list, self._reading)
            self._reading.setFocus()

    def open_row(self, key: str) -> None:
        """Read the version; a product says all it has in the list."""
        if key.startswith(READ):
            self.open_form(key)

    def show_ways(self, key: str) -> None:
        """Offer to read a version, and to approve it while somebody still has to."""
        lists = self.lists
        for rules in () if lists is None else lists.rules:
            if key == f"{READ}/{rules.version.id}":
                words = _("Read and approve") if rules.lacking.people else _("Read this version")
                main = bool(rules.lacking.people)
                self.offer("read", words, partial(self.open_form, key), main=main)
