"""Who this page is about: one band over the full width, never covered."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care.changes import Changes
from cart_ward.clinical import timing
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import Background, Weight
from cart_ward.clinical.people import Admission, AdmissionId
from cart_ward.clinical.vocabulary import BackgroundKind
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.folding import drawn_width

ONE_ROW = 1000
"""Width in pixels, at 100 percent, from which all of it stands in one row."""


class PatientBanner(QFrame):
    """Bed, name, born, number, infusion day, allergies, weight, code status of one admission."""

    def __init__(
        self, station: Station, admission_id: AdmissionId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._admission_id = admission_id
        theme.role(self, "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.bed = theme.role(QLabel(self), "number")
        self.name = theme.role(QLabel(self), "title")
        self.who = theme.role(QLabel(self), "hint")
        self.day = theme.role(QLabel(self), "strong")
        self.infused = theme.role(QLabel(self), "hint")
        self.allergies = theme.role(QLabel(self), "strong")
        self.weight = theme.role(QLabel(self), "strong")
        self.code_status = QLabel(self)
        self.alike = theme.role(QLabel(self), "warn")
        self.wristband = theme.role(QLabel(self), "good_small")
        self.wristband.hide()
        self._sized = False
        self._lay_out()
        self.refresh()
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)
        station.namesakes.changed.connect(self.refresh)
        station.wristband_scanned.connect(self._show_wristband)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(18)
        self._row.addLayout(self._person_part())
        facts = QWidget(self)
        flow = FlowLayout(facts, spacing=14)
        course = QWidget(facts)
        beside = QVBoxLayout(course)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.day)
        beside.addWidget(self.infused)
        for widget in (
            *(self.alike, course, self.allergies),
            *(self.weight, self.code_status, self.wristband),
        ):
            flow.addWidget(widget)
        # A long list of allergies grows downwards: nothing of this band is ever cut.
        for label in (self.alike, self.allergies, self.code_status):
            label.setWordWrap(True)
        facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row.addWidget(facts, 1)
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _person_part(self) -> QHBoxLayout:
        """Return bed, name and who it is; a name of 60 letters wraps, it is never cut."""
        person = QHBoxLayout()
        person.setSpacing(12)
        person.addWidget(self.bed)
        self._names = QWidget(self)
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        for label in (self.name, self.who):
            label.setWordWrap(True)
            names.addWidget(label)
        person.addWidget(self._names)
        person.addStretch(1)
        return person

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Stand in two rows where large text leaves no room for one."""
        super().resizeEvent(event)
        self._sized = True
        self._fit()

    def _fit(self) -> None:
        """Give the names the width they need, as far as there is any."""
        narrow = drawn_width(self) < ONE_ROW
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._row.setSpacing(2 if narrow else 12)
        self._row.setContentsMargins(16, 2 if narrow else 8, 16, 2 if narrow else 8)
        # The moment of the infusion stands on the patient's page; day and hour stay here.
        self.infused.setVisible(not narrow)
        for label in (self.day, self.allergies, self.weight):
            theme.role(label, "strong_small" if narrow else "strong")
        theme.role(self.code_status, "state" if narrow else "body")
        self._fit_names(narrow=narrow)

    def _fit_names(self, *, narrow: bool) -> None:
        """Set a name that is long smaller, and let it wrap where even that is not enough."""
        sizes = theme.current().sizes
        bed = _width(self.bed.text(), sizes.clock, bold=True)
        room = self.width() - bed - 18 * 3
        room = max(1, room if narrow else room // 2)
        name = _width(self.name.text(), sizes.title, bold=True)
        theme.role(self.name, "title" if name <= room else "strong_small")
        needed = max(name, _width(self.who.text(), sizes.small, bold=False))
        self._names.setFixedWidth(min(needed + 4, room))

    def refresh(self) -> None:
        """Show what the chart says now."""
        self._show_wristband()
        chart = self._station.snapshot.charts.get(self._admission_id)
        if chart is None:
            self._show_left()
            return
        self._show_person(chart.subject)
        self._show_course(chart)
        self._show_alike()
        self.allergies.setText(allergies(chart))
        self.weight.setText(self._weight(chart))
        self.code_status.setText(code_status(chart))
        if self._sized:
            self._fit()
        self.setAccessibleName(
            _("Patient: {name}, bed {bed}").format(
                name=chart.subject.patient.name.both, bed=chart.subject.bed.name
            )
        )
        self.setAccessibleDescription(
            "; ".join(
                label.text()
                for label in (
                    self.who,
                    self.alike,
                    self.day,
                    self.allergies,
                    self.weight,
                    self.code_status,
                )
                if label.text()
            )
        )

    def _show_person(self, admission: Admission) -> None:
        patient = admission.patient
        today = self._station.now().astimezone(self._station.zone).date()
        self.bed.setText(admission.bed.name)
        self.name.setText(patient.name.both)
        self.who.setText(
            _("born {born} ({age} y) · {sex} · MRN {number}").format(
                born=formats.day_on_screen(patient.birth_date),
                age=timing.age_years(patient.birth_date, today),
                sex=wording.say(f"words.Sex.{patient.sex.value}"),
                number=patient.hospital_no,
            )
        )

    def _show_alike(self) -> None:
        """Warn of somebody on the ward whose name is like this one's."""
        charts = self._station.snapshot.charts
        others = (charts.get(key) for key in self._station.namesakes.of(self._admission_id))
        named = (
            _("bed {bed} {name}").format(
                bed=other.subject.bed.name, name=other.subject.patient.name.both
            )
            for other in others
            if other is not None
        )
        words = ", ".join(named)
        self.alike.setText(_("Name like {others}").format(others=words) if words else "")
        self.alike.setVisible(bool(words))

    def _show_course(self, chart: Chart) -> None:
        product = wording.product(chart.subject.product.code)
        at, now, zone = chart.infused_at, self._station.now(), self._station.zone
        if at is None:
            self.day.setText(_("Not infused yet"))
            self.infused.setText(product)
            return
        day = formats.day_count(timing.day_post_infusion(at, now, zone))
        hour = int((now - at).total_seconds() // 3600)
        self.day.setText(_("{day} (hour {hour})").format(day=day, hour=hour))
        self.infused.setText(
            _("{product}, infused {at}").format(
                product=product, at=formats.moment_on_screen(at, zone)
            )
        )

    def _show_wristband(self) -> None:
        """Say when this patient's wristband was scanned by the person who is here."""
        at = self._station.wristband_of(self._admission_id)
        self.wristband.setVisible(at is not None)
        if at is not None:
            time = formats.clock(at, self._station.zone)
            self.wristband.setText(_("✓ Wristband scanned {time}").format(time=time))

    def _weight(self, chart: Chart) -> str:
        entry = chart.latest(Weight)
        if entry is None:
            return _("Weight not known")
        on = formats.day_on_screen(entry.taken_at.astimezone(self._station.zone).date())
        kilograms = formats.fixed(entry.body.kilograms)
        if entry.body.measured:
            return _("{kilograms} kg ({on})").format(kilograms=kilograms, on=on)
        return _("{kilograms} kg stated ({on})").format(kilograms=kilograms, on=on)

    def _show_left(self) -> None:
        """Show only who it was: the patient has left the ward."""
        for admission in self._station.snapshot.left:
            if admission.id == self._admission_id:
                self._show_person(admission)
        self.alike.hide()
        for label in (self.infused, self.allergies, self.weight, self.code_status):
            label.clear()
        self.day.setText(_("Not on the ward"))

    def _on_ward_changed(self, changes: Changes) -> None:
        if self._admission_id in changes.admissions:
            self.refresh()

    def _on_tick(self, now: object) -> None:
        chart = self._station.snapshot.charts.get(self._admission_id)
        if chart is not None and now is not None:
            self._show_course(chart)
            self._show_wristband()


def _width(words: str, size: int, *, bold: bool) -> int:
    return QFontMetrics(theme.font(size, bold=bold)).horizontalAdvance(words)


def allergies(chart: Chart) -> str:
    """Return the allergies in words; "not known" where nobody charted any."""
    kinds = (BackgroundKind.ALLERGY, BackgroundKind.TOCILIZUMAB_ALLERGY)
    found = [e.body for e in chart.of(Background) if e.body.kind in kinds]
    if found:
        names = [
            wording.say("words.BackgroundKind.tocilizumab_allergy")
            if body.kind is BackgroundKind.TOCILIZUMAB_ALLERGY and not body.text
            else body.text
            for body in found
        ]
        return _("Allergy: {names}").format(names=", ".join(dict.fromkeys(names)))
    if any(e.body.kind is BackgroundKind.NO_KNOWN_ALLERGY for e in chart.of(Background)):
        return wording.say("words.BackgroundKind.no_known_allergy")
    return _("Allergies not known")


def code_status(chart: Chart) -> str:
    """Return the code status in words."""
    found = [e.body.text for e in chart.of(Background) if e.body.kind is BackgroundKind.CODE_STATUS]
    if not found:
        return _("Code status not known")
    words = {"full_code": _("Full code"), "dnr": _("Do not resuscitate")}
    return words.get(found[-1], found[-1])
