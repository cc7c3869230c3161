"""CRS never falls when something gets worse, and a gap never makes a 0."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical import crs
from cart_ward.clinical.crs import CrsFindings, Hypotension, Hypoxia

HYPOTENSIONS = sorted(Hypotension, key=lambda band: crs.HYPOTENSION[band][0])
HYPOXIAS = sorted(Hypoxia, key=lambda band: crs.HYPOXIA[band][0])
FINDINGS = st.builds(
    CrsFindings,
    fever=st.sampled_from([None, False, True]),
    masked=st.booleans(),
    hypotension=st.sampled_from(HYPOTENSIONS),
    hypoxia=st.sampled_from(HYPOXIAS),
    missing=st.lists(st.sampled_from(sorted(crs.REACH)), unique=True).map(tuple),
    episode_open=st.booleans(),
    suppressible=st.booleans(),
    gentle_high_flow=st.booleans(),
)


def _not_lower(before: CrsFindings, after: CrsFindings) -> bool:
    least, found = crs.grade(before).grade, crs.grade(after).grade
    # An undecided sign may turn a 0 into "not assessed"; a number of 1 or more never falls.
    return not least or (found is not None and found >= least)


@given(before=FINDINGS, band=st.sampled_from(HYPOTENSIONS))
def test_worse_hypotension_never_lowers_the_grade(before: CrsFindings, band: Hypotension) -> None:
    """More support, same or higher grade."""
    worse = max(band, before.hypotension, key=HYPOTENSIONS.index)
    assert _not_lower(before, dataclasses.replace(before, hypotension=worse))


@given(before=FINDINGS, band=st.sampled_from(HYPOXIAS))
def test_worse_hypoxia_never_lowers_the_grade(before: CrsFindings, band: Hypoxia) -> None:
    """More oxygen, same or higher grade."""
    worse = max(band, before.hypoxia, key=HYPOXIAS.index)
    assert _not_lower(before, dataclasses.replace(before, hypoxia=worse))


@given(before=FINDINGS)
def test_fever_and_masking_never_lower_the_grade(before: CrsFindings) -> None:
    """Fever, or a drug that hides it, can only raise."""
    assert _not_lower(before, dataclasses.replace(before, fever=True))
    assert _not_lower(before, dataclasses.replace(before, masked=True))


@given(findings=FINDINGS, gap=st.sampled_from(sorted(crs.REACH)))
def test_a_gap_never_lowers_the_grade_nor_makes_a_0(findings: CrsFindings, gap: str) -> None:
    """One gap more leaves a number or turns a 0 into "not assessed"; never the other way."""
    least = crs.grade(findings).grade
    found = crs.grade(dataclasses.replace(findings, missing=(*findings.missing, gap))).grade
    assert found == least or (least == 0 and found is None)


@given(findings=FINDINGS)
def test_every_number_says_why(findings: CrsFindings) -> None:
    """A grade names what set it; no grade names what is missing; a lower bound is provisional."""
    found = crs.grade(findings)
    assert bool(found.because) == (found.grade is not None)
    assert found.grade is not None or found.missing
    assert found.grade is None or found.provisional == bool(found.missing or found.flags)
