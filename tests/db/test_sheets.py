"""Signed sheets are kept whole and encrypted, and a changed one is never shown."""

import hashlib

import pytest

from cart_ward.errors import Unavailable, Untrusted
from tests.db.helpers import KeptWard

PDF = b"%PDF-1.7 handover of bed 2"


def test_a_sheet_comes_back_byte_for_byte(ward: KeptWard) -> None:
    """Named by its digest, unreadable on the disk, kept once."""
    digest = ward.store.keep_sheet(PDF)
    kept = ward.store.sheets.path(digest).read_bytes()

    assert digest == hashlib.sha256(PDF).hexdigest()
    assert ward.store.sheet(digest) == PDF
    assert b"handover" not in kept
    assert ward.store.keep_sheet(PDF) == digest
    assert ward.store.sheets.path(digest).read_bytes() == kept


@pytest.mark.parametrize("content", [None, b"", b"short", b"x" * 200])
def test_a_missing_or_changed_sheet_is_refused(ward: KeptWard, content: bytes | None) -> None:
    """One sentence, whatever happened to it; keeping it again mends it."""
    digest = ward.store.keep_sheet(PDF)
    path = ward.store.sheets.path(digest)
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(Untrusted, match=r"sheet\.damaged"):
        ward.store.sheet(digest)
    ward.store.keep_sheet(PDF)

    assert ward.store.sheet(digest) == PDF


def test_a_sheet_under_another_name_is_refused(ward: KeptWard) -> None:
    """Swapping two sheets is noticed."""
    one, two = ward.store.keep_sheet(PDF), ward.store.keep_sheet(PDF + b"2")
    ward.store.sheets.path(one).replace(ward.store.sheets.path(two))

    with pytest.raises(Untrusted):
        ward.store.sheet(two)


@pytest.mark.parametrize("digest", ["", "../keys.json", "A" * 64])
def test_only_a_digest_names_a_sheet(ward: KeptWard, digest: str) -> None:
    """No path leads out of the folder."""
    with pytest.raises(Untrusted):
        ward.store.sheet(digest)


def test_a_place_that_cannot_be_written_is_named(ward: KeptWard) -> None:
    """A file stands where the folder should be."""
    ward.store.sheets.folder.write_text("in the way")

    with pytest.raises(Unavailable):
        ward.store.keep_sheet(PDF)
