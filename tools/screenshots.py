"""Write a picture of every screen and every sheet into screenshots/<language>-<size>/.

    python -m tools.screenshots [FOLDER] [--only PART] [--mockups FOLDER]

Beside them stand the main screens in every theme, text size and window size (`matrix`), and contact
sheets: each main screen beside its mockup, where a folder of mockups is named.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from cart_ward.app import make_practice
from cart_ward.care import handover
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.errors import Unavailable
from cart_ward.practice import crew
from cart_ward.reports import handover as ward_sheet
from cart_ward.reports import patient_page
from cart_ward.ui.application import build_application
from cart_ward.ui.curtain import Curtain
from cart_ward.ui.first_run import PAGES, FirstRun
from cart_ward.ui.first_run_pages import PassphrasePage
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.handover.pictures import image, pictures
from cart_ward.ui.messages import sentence
from cart_ward.ui.palette.desk import Palette
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.scan_desk import ScanDesk
from tools import screen_matrix
from tools.dose_acts import DoseActs
from tools.hush import hush
from tools.stage import NOW, WARD, ZONE, Stage, staged

LANGUAGES = ("en", "zh_CN")
SIZES = (QSize(1440, 900), QSize(1366, 768))
PAPER_DPI = 120
CODE = "7Q4M-9T2K-XHRB-C6WD-EN3P-5VYA"
"""A recovery code that opens nothing."""
REFUSED = {"temperature": "93.1", "pulse": "1I8"}
RUNS = timedelta(minutes=60)
"""How long the dose of the pictures runs."""


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
    stage.window.page.restore({"far": True})
    stage.shoot("12-board-far")
    stage.window.show_alarms()
    stage.shoot("13-alarms")


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
    right = ("year", "month", "hospital", "object_1", "object_2", "command", "attention")
    items = dict.fromkeys(right, True) | dict.fromkeys(("city", "object_3", "writing"), False)
    seen = {"handwriting": ["changed"], "consciousness": ["voice"], "seizure": ["none"]}
    stage.window.page.restore({"score": {"items": items}, "fields": seen})
    stage.shoot("42-neuro-filled")
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
        ("76-keys", window.keys.show_list),
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


def display(stage: Stage) -> None:
    """Show what lies over the pages: theme and text size, the search, a wrong wristband, a word."""
    stage.window.top.display.click()
    stage.shoot("77-display")
    stage.window.show_vitals(stage.bed("05"))
    stage.window.find_asked.emit()
    palette = stage.window.findChild(Palette)
    if isinstance(palette, Palette) and palette.overlay is not None:
        palette.overlay.field.setText("w")
    stage.shoot("78-search")
    stage.window.find_asked.emit()
    stage.window.tell(sentence(Unavailable("store.full"), stage.station.zone), good=False)
    stage.shoot("79-message")
    desk = stage.window.findChild(ScanDesk)
    if isinstance(desk, ScanDesk):
        other = stage.station.snapshot.charts[stage.bed("02")].subject
        desk.on_scan(other.patient.hospital_no)
    stage.shoot("80-wrong-wristband")
    stage.window.stack.end_question()


def places(stage: Stage) -> None:
    """Show the further places of the ward, each part of setup, and a call."""
    for number, name in enumerate(("team", "charge", "setup", "health")):
        stage.window.show_place(name)
        stage.shoot(f"8{number + 1}-{name}")
    stage.window.show_call(stage.bed("02"))
    stage.shoot("85-call")


PARTS: dict[str, Callable[[Stage], None]] = {
    "first": first_pages,
    "patient": patient,
    "vitals": vitals,
    "neuro": neuro,
    "forms": forms,
    "display": display,
    "handover": handover_page,
    "doses": doses,
    "places": places,
}


def main() -> None:
    """Write all pictures, or those of one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", choices=[*PARTS, "sheets", "matrix"])
    parser.add_argument("--mockups", type=Path, help="a folder with board.png, patient.png ...")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = build_application(LANGUAGES[0])
    with tempfile.TemporaryDirectory() as temporary:
        ward = Path(temporary) / "ward"
        make_practice(ward, NOW, lambda _done, _total: None, fresh=False)
        if asked.only != "matrix":
            _write_all(app, ward, asked.folder, asked.only)
        if asked.only in (None, "matrix"):
            screen_matrix.write(app, ward, asked.folder / "matrix", LANGUAGES)
            screen_matrix.compare(app, ward, asked.folder / "contact", asked.mockups)


def _write_all(app: QApplication, ward: Path, folder: Path, only: str | None) -> None:
    for language in LANGUAGES:
        build_application(language)
        for size in SIZES:
            place = folder / f"{language}-{size.width()}x{size.height()}"
            _write(app, ward, place, size, language, only)
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
    hush()
    main()
