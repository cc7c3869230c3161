"""The ward sheet is as roomy as the fewest pages allow, and reads in every density."""

import dataclasses

import pytest

from cart_ward.clinical.handover import HandoverSheet
from cart_ward.i18n import use_language
from cart_ward.reports import handover, page, styles, ward_row
from cart_ward.reports.density import DENSITIES, MEDIUM, ROOMY, TIGHT, Density
from cart_ward.reports.handover import Print
from cart_ward.reports.page import LANDSCAPE
from tests.reports import drawn, papers, wards
from tests.reports.charting import Charting

BY = "李娜 Li Na"
CONTACTS = (
    ("icu_outreach", "", "6100"),
    ("ward_doctor", "高明", "6012"),
    ("neurology", "Lin", "6044"),
)
languages = pytest.mark.parametrize("language", ["en", "zh_CN"])
densities = pytest.mark.parametrize(
    "density",
    [
        pytest.param(ROOMY, id="roomy"),
        pytest.param(MEDIUM, id="medium"),
        pytest.param(TIGHT, id="tight"),
    ],
)


def marked(patients: list[Charting]) -> HandoverSheet:
    """Return a sheet with everything that can stand in its head."""
    return wards.sheet(patients, practice=True, approved=False, contacts=CONTACTS)


def twice(sheet: HandoverSheet) -> HandoverSheet:
    """Return the sheet of a ward of twice as many patients."""
    return dataclasses.replace(sheet, patients=sheet.patients * 2)


def laid_out(sheet: HandoverSheet, density: Density, language: str) -> bytes:
    """Return the sheet in this density."""
    with use_language(language):
        section = handover.laid_out(sheet, Print(by=BY, at=sheet.data_as_of), density)
        title = handover.title(sheet)
        return page.write([section], title=title, practice=sheet.practice)


def count(pdf: bytes) -> int:
    """Return how many pages it has."""
    return len(papers.pages(pdf))


@languages
def test_few_patients_stand_roomily_on_one_side(language: str) -> None:
    """Where everything fits on one side, nothing is cramped or cut short."""
    sheet = wards.sheet(wards.twelve()[1:5])

    pdf = handover.render(sheet, language=language, printed_by=BY)

    assert pdf == laid_out(sheet, ROOMY, language)
    assert count(pdf) == 1


@languages
@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(wards.sheet(wards.twelve()), id="plain"),
        pytest.param(marked(wards.twelve()), id="marked"),
    ],
)
def test_an_ordinary_ward_of_twelve_stands_on_one_side(language: str, sheet: HandoverSheet) -> None:
    """The tight layout saves a page: with marks and numbers to call, too."""
    pdf = handover.render(sheet, language=language, printed_by=BY)

    assert pdf == laid_out(sheet, TIGHT, language)
    assert count(pdf) == 1
    assert count(laid_out(sheet, MEDIUM, language)) == 2


@languages
@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(wards.sheet(wards.twelve()[:5]), id="five"),
        pytest.param(wards.sheet(wards.seven()), id="seven"),
        pytest.param(twice(wards.sheet(wards.twelve())), id="twenty-four"),
    ],
)
def test_the_roomiest_of_the_fewest_pages_is_printed(sheet: HandoverSheet, language: str) -> None:
    """A closer layout is taken only where it saves a page."""
    layouts = [laid_out(sheet, density, language) for density in DENSITIES]
    fewest = min(count(pdf) for pdf in layouts)

    pdf = handover.render(sheet, language=language, printed_by=BY)

    assert pdf == next(layout for layout in layouts if count(layout) == fewest)


@densities
def test_units_are_always_printed(density: Density) -> None:
    """Each value has its unit, or the head of the column names them."""
    pdf = laid_out(wards.sheet([wards.full()]), density, "en")

    with_units = ["T 38.4 °C", "HR 104 /min", "BP 102/60 mmHg", "RR 22 /min", "SpO2 96 %"]
    if density is TIGHT:
        with_units = ["Last vital signs °C, /min, mmHg", "T 38.4 HR 104 BP 102/60", "SpO2 96 %"]
    assert [said for said in with_units if not papers.says(pdf, said)] == []


@densities
@languages
def test_grades_are_words_in_every_density(density: Density, language: str) -> None:
    """The digit in its badge never stands without the name of its scale."""
    pdf = laid_out(wards.sheet(wards.seven()), density, language)

    for said in ("2CRS 2", "1CRS 1", "0CRS 0", "3ICANS 3", "2ICANS 2", "0ICANS 0"):
        assert papers.says(pdf, said)


@densities
def test_the_baseline_of_ice_is_told_in_every_density(density: Density) -> None:
    """On each row, or in one line for all who are as they were before the infusion."""
    pdf = laid_out(wards.sheet(wards.twelve()), density, "en")

    assert papers.says(pdf, "baseline 10")
    assert papers.says(pdf, "ICE as at baseline: all but Bed 02") == (density is TIGHT)


def test_checks_that_stand_below_are_announced_in_their_column() -> None:
    """The first stays in the column and says how many follow under it."""
    pdf = laid_out(wards.sheet([wards.full()]), MEDIUM, "en")

    assert papers.says(pdf, "Labs late, due 11:48; 4 more below")
    assert papers.says(pdf, "Next checks: Fluids late, due 18:18, 1 missed; Grade late")


@densities
@languages
@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(marked(wards.seven()), id="seven"),
        pytest.param(twice(marked(wards.twelve())), id="twenty-four"),
    ],
)
def test_nothing_collides_and_no_word_is_broken(
    sheet: HandoverSheet, language: str, density: Density, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text touches a line or a frame, leaves the margins or goes on inside a word."""
    drawing = drawn.recording(monkeypatch)

    laid_out(sheet, density, language)

    assert len(drawing.pages[0].written) > 100
    assert drawing.touching() == []
    assert drawing.outside(styles.MARGIN, LANDSCAPE[0] - styles.MARGIN) == []
    assert drawing.broken() == []


@densities
@languages
def test_no_type_is_smaller_than_the_rules_allow(
    density: Density, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beds are key numbers of 14 points, nothing is under 8 points."""
    drawing = drawn.recording(monkeypatch)

    laid_out(marked(wards.twelve()), density, language)

    strings = [string for paper in drawing.pages for string in paper.written]
    assert min(string.size for string in strings) >= 8
    assert {s.size for s in strings if s.text in {"02", "05", "12"}} >= {styles.KEY}


@densities
@languages
def test_columns_fill_the_paper(density: Density, language: str) -> None:
    """The head of the table has a cell for each width, and the widths are points."""
    with use_language(language):
        assert len(ward_row.header(density).cells) == len(density.widths)
        assert sum(density.widths) == pytest.approx(ward_row.WIDE, abs=0.5)
