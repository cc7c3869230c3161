"""The patient page: everything the chart holds, on two pages at most."""

from datetime import timedelta

import pytest

from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.people import Name
from cart_ward.reports import handover, patient_page
from tests.reports import papers, wards
from tests.reports.charting import Charting

BY = "李娜 Li Na"

HELD = (
    *("陈伟 Chen Wei", "40005", "1965-06-02", "05", "penicillin", "protective", "72.4 kg"),
    *("axi-cel", "axicabtagene ciloleucel", "2026-11-19 10:18", "10:48", "D+3", "81"),
    *("large B-cell lymphoma", "fludarabine 50 mg", "2026-11-13 19:48"),
    *("CRS 2", "ICANS 3", "18:04"),
    *("19:30", "38.4 °C", "104 /min", "102/60 mmHg", "22 /min", "96 %", "2 L/min"),
    *("39.3 °C (16:48)", "86 (16:48)", "124 mmHg", "99 %"),
    *("ICE 8", "18:18", "GCS E4 V5 M6", "何雨 He Yu", "李娜 Li Na"),
    *("580 mg", "2026-11-22 10:36", "11:36", "19:36", "400 mg"),
    *("dexamethasone 10 mg", "23:48", "levetiracetam 750 mg", "21:48", "meropenem 1 g"),
    *("noradrenaline 0.05 µg/kg/min", "ferritin 2350 µg/L", "812", "CRP 117 mg/L", "41"),
    *("20:00", "20:30", "06:00"),
    *("If systolic < 90 again or oxygen > 6 L", "Cultures pending since 13:20."),
    *("tried twice", "bleeding, not CRS", "89 → 98", "probe off", "haemorrhage"),
    *("高明", "19:24", "at bedside"),
    *("2026-11-22 19:48", "2026-11-23 08:00", "9f2c-41ab"),
)
"""What the chart of the full patient holds (names, numbers, units: the same in any language)."""


@pytest.fixture(scope="module")
def full_sheet() -> HandoverSheet:
    """Return the sheet of the patient about whom everything is charted."""
    return wards.sheet([wards.full()])


@pytest.fixture(scope="module")
def printed(full_sheet: HandoverSheet) -> dict[str, str]:
    """Return the words of the page in both languages."""
    return {
        language: papers.words(patient_page.render(full_sheet, language=language, printed_by=BY))
        for language in ("en", "zh_CN")
    }


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("held", HELD)
def test_everything_the_chart_holds_is_on_the_page(
    printed: dict[str, str], held: str, language: str
) -> None:
    """Each fact of the full patient is found in the text of the PDF."""
    assert papers.squeezed(held) in printed[language]


@pytest.mark.parametrize(
    "said",
    [
        "Allergy: penicillin",
        "Full code",
        "Isolation: protective",
        "Unstable",
        "max 2, D+3",
        "signed 1 18:04",
        "fever masked since 2026-11-21 23:48 by dexamethasone",
        "was 10, baseline 10",
        "Handwriting Changed, 18:18",
        "Last seizure: Brief, resolved, 18:18",
        "writing 0, attention 0",
        "1 of 4 given: 580 mg, 10:36",
        "response: Improved",
        "Order of 19:36: prepared, not checked",
        "every 6 h, since 2026-11-21 23:48, next 23:48",
        "Nasal cannula 2 L/min",
        "before infusion: systolic 124 mmHg, SpO2 99 %",
        "given by 李娜 Li Na, checked by 何雨 He Yu",
        "Changed CRS 1 → 2; ICANS 0 → 3; ICE 10 → 8",
        "tocilizumab ordered, not given yet",
        "Called Ward doctor 高明 19:24, answered 19:27: at bedside",
        "Blood group",
        "valid until next handover 2026-11-23 08:00",
        "read back",
    ],
)
def test_the_page_says_it_in_words(printed: dict[str, str], said: str) -> None:
    """The English page words the facts as a nurse would read them out."""
    assert papers.squeezed(said) in printed["en"]


def test_a_full_patient_takes_two_pages_and_a_quiet_one_no_more(full_sheet: HandoverSheet) -> None:
    """Two pages at most, and the banner with both identifiers on each."""
    found = papers.pages(patient_page.render(full_sheet, language="en", printed_by=BY))

    assert len(found) == 2
    assert all("陈伟 Chen Wei" in page and "40005" in page for page in found)


def test_each_patient_begins_on_a_page_of_his_own() -> None:
    """No page shows two patients."""
    sheet = wards.sheet([wards.quiet(1), wards.quiet(2)])

    found = papers.pages(patient_page.render(sheet, language="en", printed_by=BY))

    for page in found:
        assert ("No. 40001" in page) != ("No. 40002" in page)


def test_all_is_the_ward_sheet_followed_by_the_pages(full_sheet: HandoverSheet) -> None:
    """The ward sheet comes first, landscape, then the patients, portrait, counted through."""
    everything = papers.pages(patient_page.render_all(full_sheet, language="en", printed_by=BY))
    ward = papers.pages(handover.render(full_sheet, language="en", printed_by=BY))
    pages = papers.pages(patient_page.render(full_sheet, language="en", printed_by=BY))

    assert len(everything) == len(ward) + len(pages)
    assert f"page1of{len(everything)}" in papers.squeezed(everything[0])
    assert "Lastvitalsigns" in papers.squeezed(everything[0])


def test_the_page_is_reproducible(full_sheet: HandoverSheet) -> None:
    """The same sheet, language and name give the same bytes."""
    first = patient_page.render(full_sheet, language="zh_CN", printed_by=BY)

    assert patient_page.render(full_sheet, language="zh_CN", printed_by=BY) == first


def test_the_moment_of_printing_may_differ_from_that_of_the_data(full_sheet: HandoverSheet) -> None:
    """A sheet printed twelve minutes later says both times."""
    later = full_sheet.data_as_of + timedelta(minutes=12)

    pdf = patient_page.render(full_sheet, language="en", printed_by=BY, printed_at=later)

    assert papers.says(pdf, "Printed 2026-11-22 20:00 by")
    assert papers.says(pdf, "data as of 2026-11-22 19:48")


def test_nothing_charted_is_said_in_words() -> None:
    """A patient of whom nothing is known has no blank safety field."""
    sheet = wards.sheet([Charting(8, Name(family_latin="Nobody"))])

    pdf = patient_page.render(sheet, language="en", printed_by=BY)

    for said in (
        "Allergies not known",
        "diagnosis not known",
        "CAR-T cells not infused yet",
        "Temperature, last 24 h: not taken",
        "no vital signs charted",
        "before infusion: systolic not known, SpO2 not known",
        "no neuro check charted",
        "Handwriting not assessed",
        "No seizure charted",
        "None of 4 given",
        "not scored",
    ):
        assert papers.says(pdf, said)


def test_a_sheet_without_patients_is_still_a_page() -> None:
    """Where nobody is on the ward, the ward sheet stands in."""
    pdf = patient_page.render(wards.sheet([]), language="en", printed_by=BY)

    assert papers.says(pdf, "Patients 0")
