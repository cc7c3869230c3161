"""Write a picture of every screen and every sheet into screenshots/<language>-<size>/.

    python -m tools.screenshots [FOLDER] [--only PART]

A practice ward is made in a temporary folder at a fixed moment, so that the pictures of two runs
show the same; each language and size begins with a fresh copy of it. Nothing waits for a clock.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from cart_ward.app import make_practice
from cart_ward.care import handover, monitoring
from cart_ward.care.ports import Desk
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.db import folder
from cart_ward.errors import CartWardError, Unavailable
from cart_ward.practice import crew
from cart_ward.reports import handover as ward_sheet
from cart_ward.reports import patient_page
from cart_ward.runtime.clock import SteppedClock
from cart_ward.ui import screens
from cart_ward.ui.application import build_application
from cart_ward.ui.crash import Crash
from cart_ward.ui.curtain import Curtain
from cart_ward.ui.first_run import PAGES, FirstRun
from cart_ward.ui.first_run_pages import PassphrasePage
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.handover.pictures import image, pictures
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import sentence
from cart_ward.ui.opening import Opened
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.station import Station, StationFacts
from tools.dose_acts import DoseActs

NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
"""20:04 of the ward's evening: the night shift has just begun."""

LANGUAGES = ("en", "zh_CN")
SIZES = (QSize(1440, 900), QSize(1366, 768))
PAPER_DPI = 120
WARD = "3F East"
ZONE = "Asia/Shanghai"
CODE = "7Q4M-9T2K-XHRB-C6WD-EN3P-5VYA"
"""A recovery code that opens nothing."""
REFUSED = {"temperature": "93.1", "pulse": "1I8"}
RUNS = timedelta(minutes=60)
"""How long the dose of the pictures runs."""

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class AtOnce:
    """The tasks of the screens, done where they are asked."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Do the work and answer."""
        del lane
        try:
            answer = work()
        except CartWardError as error:
            failed(error)
        else:
            done(answer)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One window over one copy of the ward, and where its pictures go."""

    app: QApplication
    clock: SteppedClock
    desk: Desk
    window: MainWindow
    station: Station
    people: crew.Crew
    place: Path

    def bed(self, name: str) -> AdmissionId:
        """Return who lies in a bed."""
        charts = self.station.snapshot.charts.values()
        return next(chart.subject.id for chart in charts if chart.subject.bed.name == name)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Write a picture of the window, once everything asked for has been painted."""
        for _turn in range(4):
            self.app.processEvents()
        target = self.window if widget is None else widget
        if not target.grab().save(str(self.place / f"{name}.png")):
            raise OSError(name)

    def find(self, name: str, kind: type[W]) -> W:
        """Return a part of the page in front."""
        found = self.window.page.findChild(kind, name)
        if not isinstance(found, kind):
            raise LookupError(name)
        return found

    def look_again(self) -> None:
        """Let the station see what was charted elsewhere."""
        self.station.read_again(_broken)


def _broken(error: CartWardError) -> None:
    raise error


# ---- the pictures


def first_pages(stage: Stage) -> None:
    """Show the locked station, the red page and the board."""
    stage.shoot("00-sign-in")
    curtain = Curtain()
    curtain.resize(stage.window.size())
    curtain.show()
    stage.shoot("01-opening", curtain)
    curtain.refuse(sentence(Unavailable("store.damaged"), stage.station.zone))
    stage.shoot("02-cannot-open", curtain)
    first_run = FirstRun((ZONE,))
    curtain.show_page(first_run)
    for number in range(1, PAGES + 1):
        first_run.show_page(number)
        stage.shoot(f"0{number + 2}-first-run-{number}", curtain)
    first_run.show_code(CODE)
    stage.shoot("06-first-run-code", curtain)
    curtain.show_page(PassphrasePage())
    stage.shoot("07-passphrase", curtain)
    curtain.close()
    stage.station.sign_in(stage.people.charge)
    stage.shoot("10-board")
    stage.window.page.restore({"compact": True})
    stage.shoot("11-board-compact")


def patient(stage: Stage) -> None:
    """Show the patient's page, its spans and its entries."""
    for number, bed in enumerate(("02", "03", "08")):
        stage.window.show_patient(stage.bed(bed))
        stage.shoot(f"2{number}-patient-bed-{bed}")
    page = stage.window.page
    if isinstance(page, PatientPage):
        page.plot.show_span(None)
        page.due.explain()
        stage.shoot("23-patient-all-hours")
        page.history_button.click()
        stage.shoot("24-patient-entries")


def vitals(stage: Stage) -> None:
    """Show vital signs: empty, filled, with a value that is refused."""
    stage.window.show_vitals(stage.bed("05"))
    stage.shoot("30-vitals")
    numbers = {"temperature": "39.1", "pulse": "118", "respiratory_rate": "22", "systolic": "88",
               "diastolic": "52", "spo2": "93", "oxygen_flow": "3"}  # fmt: skip
    chosen = {"oxygen": "low_flow_nc", "support": "fluids", "consciousness": "alert"}
    for name, wrong in (("31-vitals-filled", {}), ("32-vitals-refused", REFUSED)):
        typed = {field: [text, ""] for field, text in {**numbers, **wrong}.items()}
        stage.window.page.restore({"fields": {"numbers": typed, **chosen}})
        stage.shoot(name)


def neuro(stage: Stage) -> None:
    """Show the neuro check of an adult and of a child."""
    stage.window.show_neuro(stage.bed("02"))
    stage.shoot("40-neuro-ice")
    stage.window.show_neuro(stage.bed("08"))
    stage.shoot("41-neuro-capd")


def doses(stage: Stage) -> None:
    """Show every step of a dose, a deviation, and a patient whose next dose must wait."""
    stage.window.show_tocilizumab(stage.bed("05"))
    stage.shoot("50-tocilizumab-waiting")
    who = stage.bed("01")
    stage.window.show_tocilizumab(who)
    stage.shoot("51-tocilizumab-order")
    acts = DoseActs(desk=stage.desk, people=stage.people, patient=who)
    for number, name in enumerate(acts.steps(), 52):
        stage.look_again()
        stage.window.show_board()
        stage.window.show_tocilizumab(who)
        stage.shoot(f"{number}-tocilizumab-{name}")
        if name == "running":
            stage.clock.put(stage.clock.now() + RUNS)
    stage.find("deviation", QPushButton).click()
    stage.shoot("59-deviation")


def forms(stage: Stage) -> None:
    """Show the smaller forms."""
    window = stage.window
    entry = stage.station.snapshot.charts[stage.bed("05")].latest(VitalSigns)
    for name, show in (
        ("70-admit", window.show_admit),
        ("71-stay", lambda: window.show_stay(stage.bed("05"))),
        ("72-drug", lambda: window.show_drug(stage.bed("05"))),
        ("73-grade", lambda: window.show_grade(stage.bed("01"), Scale.CRS)),
        ("74-not-done", lambda: window.show_not_done(stage.bed("05"), Check.NEURO)),
        ("76-keys", window.show_keys),
    ):
        show()
        stage.shoot(name)
    if entry is not None:
        window.show_amend(stage.bed("05"), entry.id)
        stage.shoot("75-amend")


def handover_page(stage: Stage) -> None:
    """Show the sheet of the shift, before and after both have signed it."""
    stage.window.show_handover()
    stage.shoot("60-handover")
    taker = stage.find("taker_who", QComboBox)
    taker.setCurrentIndex(taker.findData(int(stage.people.nurse.staff_id)))
    for name in ("giver_pin", "taker_pin"):
        stage.find(f"{name}_field", LineField).set_text(crew.PIN)
    page = stage.window.page
    if isinstance(page, HandoverPage):
        page.sign_form.read_back.set_ticked(ticked=True)
        page.sign_form.sign_button.click()
    stage.shoot("61-handover-signed")


def sheets(stage: Stage, language: str) -> None:
    """Draw the ward sheet and one patient's page as they are printed."""
    snapshot, now, zone = stage.station.snapshot, stage.station.now(), stage.station.zone
    ward = handover.assemble(snapshot, now=now, zone=zone, ward_name=WARD, practice=True)
    one = handover.patient_sheet(
        snapshot, stage.bed("05"), now=now, zone=zone, ward_name=WARD, practice=True
    )
    for name, pdf in (
        ("90-ward-sheet", ward_sheet.render(ward, language=language, printed_by="Li Na")),
        ("91-patient-page", patient_page.render(one, language=language, printed_by="Li Na")),
    ):
        _write_pages(pdf, stage.place / name)


def _write_pages(pdf: bytes, place: Path) -> None:
    for number, picture in enumerate(pictures(pdf, PAPER_DPI), 1):
        image(picture).save(f"{place}-{number}.png")


PARTS: dict[str, Callable[[Stage], None]] = {
    "first": first_pages,
    "patient": patient,
    "vitals": vitals,
    "neuro": neuro,
    "forms": forms,
    "handover": handover_page,
    "doses": doses,
}


# ---- the stage


@contextmanager
def staged(app: QApplication, ward: Path, place: Path, size: QSize) -> Iterator[Stage]:
    """Open a window of one size over a fresh copy of the ward; nobody is signed in yet."""
    copy = ward.with_name("copy")
    shutil.copytree(ward, copy)
    clock = SteppedClock(NOW)
    store = folder.open_store(copy, clock=clock)
    try:
        desk = Desk(store=store, clock=clock, zone=ZoneInfo(ZONE), actor=crew.founder("desk"))
        facts = StationFacts(ward_name=WARD, practice=True, zone=desk.zone, practice_pin=crew.PIN)
        opened = Opened(
            desk=desk, snapshot=monitoring.read_ward(desk), facts=facts, render=_render,
            first=None, close=store.close,
        )  # fmt: skip
        station = Station(desk, AtOnce(), opened.snapshot, facts)
        window = screens.open_window(station, Crash(clock), opened)
        window.resize(size)
        window.show()
        place.mkdir(parents=True, exist_ok=True)
        yield Stage(app=app, clock=clock, desk=desk, window=window, station=station,
                    people=crew.crew_of(desk), place=place)  # fmt: skip
        window.close()
    finally:
        store.close()
        shutil.rmtree(copy)


def _render(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
    return patient_page.render_all(sheet, language=language, printed_by=printed_by)


def main() -> None:
    """Write all pictures, or those of one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", choices=[*PARTS, "sheets"])
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = build_application(LANGUAGES[0])
    with tempfile.TemporaryDirectory() as temporary:
        ward = Path(temporary) / "ward"
        make_practice(ward, NOW, lambda _done, _total: None, fresh=False)
        for language in LANGUAGES:
            build_application(language)
            for size in SIZES:
                place = asked.folder / f"{language}-{size.width()}x{size.height()}"
                _write(app, ward, place, size, language, asked.only)
                print(place)


def _write(
    app: QApplication, ward: Path, place: Path, size: QSize, language: str, only: str | None
) -> None:
    with staged(app, ward, place, size) as stage:
        if only not in (None, "first"):
            stage.station.sign_in(stage.people.charge)
        for name, part in PARTS.items():
            if only in (None, name):
                part(stage)
        if only in (None, "sheets"):
            sheets(stage, language)


if __name__ == "__main__":
    main()
