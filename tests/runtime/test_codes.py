"""A code says what it is on, or that it cannot be read; nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.runtime import codes
from cart_ward.runtime.codes import Code, Kind

GSRN = "501313594765919338"
"""Company 5013135, patient 9476591933, check digit 8."""


def gsrn(patient: str) -> str:
    """Return a service relation number for a patient's ten digits."""
    body = "5013135" + patient
    return body + str(codes.check_digit(body))


@pytest.mark.parametrize(
    ("scanned", "kind", "numbers"),
    [
        ("40718", Kind.PLAIN, ("40718",)),
        ("P40718\r", Kind.PLAIN, ("P40718",)),
        ("]C0P40718", Kind.PLAIN, ("P40718",)),
        ("CW:P:40718", Kind.PATIENT, ("40718",)),
        ("]Q3CW:P:40718", Kind.PATIENT, ("40718",)),
        ("CW:U:N1001", Kind.STAFF, ("N1001",)),
        ("CW:B:05", Kind.BED, ("05",)),
        ("CW:S:17:0123456789ab", Kind.SHEET, ("17:0123456789ab",)),
        ("CW:X:1", Kind.MALFORMED, ()),
        ("CW:P:", Kind.MALFORMED, ()),
        ("", Kind.MALFORMED, ()),
        ("]d20100350242135016" + "17270131" + "10LOT-1/7", Kind.PACKAGE, ("00350242135016",)),
        ("]d20100350242135017", Kind.MALFORMED, ()),
        ("]C110LOT", Kind.MALFORMED, ()),
        ("]d25555", Kind.MALFORMED, ()),
        ("]C1801850131359", Kind.MALFORMED, ()),
    ],
)
def test_a_code_is_read_as(scanned: str, kind: Kind, numbers: tuple[str, ...]) -> None:
    """By our own prefix, by the reader's, or as a plain number."""
    assert codes.read(scanned) == Code(kind=kind, numbers=numbers)


@pytest.mark.parametrize("around", ["]C18018{}", "]d28018{}8019123", "(8018){}(8019)123"])
def test_a_wristband_by_gs1_gives_the_patients_own_number(around: str) -> None:
    """Behind the company prefix, before the check digit; the whole number is tried as well."""
    whole = gsrn("9476591933")

    assert codes.read(around.format(whole)) == Code(
        kind=Kind.PATIENT, numbers=("9476591933", whole)
    )


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_another_patient(patient: str, at: int, by: int) -> None:
    """The check digit finds it."""
    right = gsrn(patient)
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]

    assert codes.read(f"]C18018{wrong}").kind is Kind.MALFORMED


LOT = st.text(st.sampled_from("ABC019/-. "), min_size=1, max_size=20).filter(lambda t: t.strip())


@given(st.permutations(["17", "10", "21"]), LOT, LOT)
def test_fields_read_back_in_any_order(order: list[str], lot: str, serial: str) -> None:
    """A field of any length ends at the separator, one of a fixed length by itself."""
    fields = {"17": "270131", "10": lot, "21": serial}
    body = "".join(n + fields[n] + ("" if n == "17" else codes.GS) for n in order)

    assert codes.elements("0100350242135016" + body) == {"01": "00350242135016", **fields}


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    """What a broken label holds is malformed or plain, never an error."""
    assert codes.read(text).kind in Kind
    assert codes.read(f"]d2{text}").kind in Kind
