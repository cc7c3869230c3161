"""The ward sheet: every patient, worst first, nothing cut, the same bytes again."""

import dataclasses
from io import BytesIO

import pypdf
import pytest

from cart_ward.clinical.people import Name
from cart_ward.clinical.vocabulary import BackgroundKind, NoteKind
from cart_ward.errors import Unavailable
from cart_ward.reports import handover
from tests.reports import papers, wards
from tests.reports.charting import Charting

BY = "李娜 Li Na"
LANGUAGES = ["en", "zh_CN"]


def twelve() -> list[Charting]:
    """Return twelve patients with a bed, a name and a day each."""
    patients = []
    for n in range(1, 13):
        one = wards.quiet(n)
        one.note(1, f"note for bed {n} " * 6)
        patients.append(one)
    return patients


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_patient_is_named_with_two_identifiers_and_bed(language: str) -> None:
    """Name, hospital number and bed of each of seven patients are on the sheet."""
    sheet = wards.sheet(wards.seven())

    pdf = handover.render(sheet, language=language, printed_by=BY)

    for patient in sheet.patients:
        assert papers.says(pdf, patient.who.name.both)
        assert papers.says(pdf, patient.who.hospital_no)
    assert sheet.counts.patients == len(sheet.patients) == 7


def test_worst_patients_stand_first() -> None:
    """The unstable ones come before the ones to watch, those before the stable ones."""
    sheet = wards.sheet(wards.seven())

    order = [p.severity.value for p in sheet.patients]

    assert order == sorted(order, key=["unstable", "watch", "stable"].index)
    assert [p.who.bed for p in sheet.patients][:2] == ["05", "02"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_says_of_when_and_until_when_it_is(language: str) -> None:
    """Data as of, the zone, the end of the next shift, who printed, and page x of y."""
    pdf = handover.render(wards.sheet(wards.seven()), language=language, printed_by=BY)

    for page in papers.pages(pdf):
        said = papers.squeezed(page)
        assert "2026-11-2219:48" in said
        assert "Asia/Shanghai" in said
        assert "2026-11-2308:00" in said
        assert papers.squeezed(BY) in said
        assert "9f2c-41ab" in said


def test_pages_are_counted() -> None:
    """Each page says which it is and how many there are."""
    found = papers.pages(handover.render(wards.sheet(twelve()), language="en", printed_by=BY))

    assert len(found) > 1
    for number, page in enumerate(found, start=1):
        assert f"page{number}of{len(found)}" in papers.squeezed(page)


def test_twelve_rows_are_whole_under_a_repeated_header() -> None:
    """The header stands on every page and each row with all its cells on one of them."""
    sheet = wards.sheet(twelve())

    found = [
        papers.squeezed(p)
        for p in papers.pages(handover.render(sheet, language="en", printed_by=BY))
    ]

    assert all("Lastvitalsigns" in page for page in found)
    for patient in sheet.patients:
        own = [page for page in found if f"No.{patient.who.hospital_no}" in page]
        note = papers.squeezed(f"note for bed {int(patient.who.bed)} " * 6)
        assert len(own) == 1
        assert note in own[0]


def test_practice_and_unapproved_rules_are_marked_on_every_page() -> None:
    """Both marks stand on each page, and on none where they do not apply."""
    marked = wards.sheet(twelve(), practice=True, approved=False)
    plain = wards.sheet(twelve())

    with_marks = papers.pages(handover.render(marked, language="en", printed_by=BY))
    without = papers.pages(handover.render(plain, language="en", printed_by=BY))

    assert all("PRACTICE" in page for page in with_marks)
    assert all("Rules not approved by this hospital" in page for page in with_marks)
    assert not any("PRACTICE" in page or "not approved" in page for page in without)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    """A digest vouches for the sheet: language and name change it, a second run does not."""
    sheet = wards.sheet(wards.seven())

    first = handover.render(sheet, language="en", printed_by=BY)

    assert handover.render(sheet, language="en", printed_by=BY) == first
    assert handover.render(sheet, language="zh_CN", printed_by=BY) != first
    assert handover.render(sheet, language="en", printed_by="Zhou Yan") != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_own_fonts_are_used_and_all_are_embedded(language: str) -> None:
    """No font is left to the reader's machine."""
    found = papers.fonts(
        handover.render(wards.sheet(wards.seven()), language=language, printed_by=BY)
    )

    assert found
    assert all(embedded for embedded in found.values())
    assert all("CartWardSans" in name for name in found)


def test_title_and_language_are_named_in_the_document() -> None:
    """A reader program can tell what it is and in which language to speak it."""
    pdf = handover.render(wards.sheet(wards.seven()), language="zh_CN", printed_by=BY)
    document = pypdf.PdfReader(BytesIO(pdf))

    assert document.metadata is not None
    assert "3F East" in str(document.metadata.title)
    assert str(document.root_object["/Lang"]) == "zh-CN"


def test_rare_characters_are_drawn_and_read_back() -> None:
    """Names outside the common sets, one beyond the first plane, come back as typed."""
    rare = "䶮㛃\U0002cb4e"
    patient = wards.quiet(4, Name(family_zh="王", given_zh=rare))

    pdf = handover.render(wards.sheet([patient]), language="zh_CN", printed_by=BY)

    assert papers.says(pdf, f"王{rare}")


def test_a_character_that_cannot_be_drawn_stops_the_print() -> None:
    """The whole print is refused with the character named; nothing is printed as a box."""
    patient = wards.quiet(4)
    patient.note(1, "see \U0001f600")

    with pytest.raises(Unavailable) as refused:
        handover.render(wards.sheet([patient]), language="en", printed_by=BY)

    assert refused.value.code == "sheet.missing_glyph"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_names_and_lists_wrap_and_none_is_lost(language: str) -> None:
    """30 Chinese and 60 Latin characters, 15 allergies and 12 notes are all on paper."""
    chinese = "欧阳" + "娜" * 28
    latin = "Wolfeschlegelsteinhausen " + "Bergerdorff-Maximiliane-Theodora-Aa"
    patient = wards.quiet(4, Name(family_zh=chinese, family_latin=latin))
    allergies = [f"allergen-{n:02d}-cillin" for n in range(15)]
    for allergy in allergies:
        patient.known(BackgroundKind.ALLERGY, allergy)
    tasks = [f"task {n:02d}: repeat the fibrinogen and tell haematology" for n in range(12)]
    for n, task in enumerate(tasks):
        patient.note(2 - n / 10, task)

    pdf = handover.render(wards.sheet([patient]), language=language, printed_by=BY)

    assert all(papers.says(pdf, wanted) for wanted in [chinese, latin, *allergies, *tasks])


def test_a_row_higher_than_a_page_is_continued_not_cut_off() -> None:
    """A note of many pages is printed to its last word."""
    patient = wards.quiet(4)
    words = [f"w{n:04d}" for n in range(900)]
    patient.note(1, " ".join(words), NoteKind.WATCH)

    found = papers.pages(handover.render(wards.sheet([patient]), language="en", printed_by=BY))

    assert len(found) > 2
    assert papers.squeezed("".join(words)) in papers.squeezed(
        "".join(_watch_column(page) for page in found)
    )


def _watch_column(page: str) -> str:
    """Return the words of the note on one page."""
    return "".join(word for word in page.split() if word.startswith("w0"))


def test_an_empty_ward_prints_a_sheet_that_says_so() -> None:
    """No patient: the count is 0, and the page is signed like any other."""
    pdf = handover.render(wards.sheet([]), language="en", printed_by=BY)

    assert papers.says(pdf, "Patients 0")
    assert papers.says(pdf, "Handed over by")


def test_unknown_facts_are_words() -> None:
    """Nothing charted: allergies, code status, weight, grades and ICE say "not known"."""
    patient = Charting(8, Name(family_latin="Nobody"))

    pdf = handover.render(wards.sheet([patient]), language="en", printed_by=BY)

    for said in (
        "Allergies not known",
        "Code status not known",
        "Isolation not known",
        "Weight not known",
        "CRS not assessed",
        "ICANS not assessed",
        "ICE not assessed",
        "no vital signs charted",
        "Not infused",
    ):
        assert papers.says(pdf, said)


def test_the_ward_box_names_what_went_wrong_and_who_left() -> None:
    """Not done, signed against the proposal, corrected, other cause, left in 24 hours."""
    pdf = handover.render(wards.sheet([wards.full()]), language="en", printed_by=BY)

    for said in (
        "Bed 05 Weight not done 09:48: Asleep, tried twice",
        "CRS signed 1, proposed 2 (bleeding, not CRS)",
        "SpO2 89 → 98 (probe off)",
        "Hypotension: Other cause (haemorrhage)",
        "No. 40021, bed 21, axi-cel, left 14:48",
    ):
        assert papers.says(pdf, said)


def test_contacts_stand_on_top_where_they_are_set() -> None:
    """Who to call stands on the sheet, and that nobody set a number where none is."""
    there = (("cardiology", "", "6300"), ("icu_outreach", "", "6100"), ("icu", "", ""))

    with_number = wards.sheet([wards.full()], contacts=there)
    without = wards.sheet([wards.full()])

    assert [c.number for c in with_number.contacts] == ["6100", "6300"]
    for language, words in (
        ("en", ("Intensive care outreach 6100", "cardiology 6300")),
        ("zh_CN", ("ICU 外展团队 6100", "cardiology 6300")),
    ):
        pdf = handover.render(with_number, language=language, printed_by=BY)
        for said in words:
            assert papers.says(pdf, said)
    assert papers.says(
        handover.render(without, language="en", printed_by=BY), "Numbers to call: not set"
    )


def test_no_vials_recorded_is_said() -> None:
    """An empty ledger is a sentence, not a blank."""
    sheet = dataclasses.replace(wards.sheet([wards.full()]), stock=())

    pdf = handover.render(sheet, language="en", printed_by=BY)

    assert papers.says(pdf, "Tocilizumab in stock: none recorded")
