"""The ICANS rule against a flat list of signs, over every combination of bands and gaps."""

import itertools

import pytest

from cart_ward.clinical import icans
from cart_ward.clinical.icans import IcansFindings
from cart_ward.clinical.vocabulary import Consciousness, Oedema, Seizure

SIGNS = {
    4: {"unarousable", "prolonged", "repetitive", "diffuse", "weakness", "pressure"},
    3: {"ICE 0", "ICE 1", "ICE 2", "CAPD high", "touch", "brief", "focal"}
    | {"nonconvulsive_resolved"},
    2: {"ICE 3", "ICE 4", "ICE 5", "ICE 6", "voice"},
    1: {"ICE 7", "ICE 8", "ICE 9", "CAPD above baseline", "spontaneous"},
}
CLEAR = {"ICE 10", "CAPD low", "alert", "none", ""}
SCORES = [(False, s) for s in (None, *range(11))] + [(True, s) for s in (None, 0, 1, 8, 9, 32)]
BASELINES = [None, 0, 4, 10]


def _score_sign(child: bool, score: int | None, before: int | None) -> str | None:  # noqa: FBT001
    if score is None:
        return None
    if not child:
        return f"ICE {score}"
    if score > 8:
        return "CAPD high"
    return "CAPD above baseline" if score > (0 if before is None else before) else "CAPD low"


def _by_list(signs: list[str | None]) -> int | None:
    for grade, members in SIGNS.items():
        if any(sign in members for sign in signs):
            return grade
    return None if None in signs else 0


def _disagrees(
    score: tuple[bool, int | None],
    before: int | None,
    rest: tuple[Consciousness | None, Seizure | None, Oedema | None, bool | None, bool | None],
) -> bool:
    wakes, fits, swelling, weak, pressed = rest
    got = icans.grade(
        IcansFindings(
            child=score[0],
            score=score[1],
            baseline=before,
            consciousness=wakes,
            seizure=fits,
            oedema=swelling,
            motor_weakness=weak,
            raised_pressure=pressed,
        )
    )
    words = {None: None, False: "", True: "weakness"}
    press = {None: None, False: "", True: "pressure"}
    signs = [_score_sign(*score, before), wakes, fits, swelling, words[weak], press[pressed]]
    wanted = _by_list(signs)
    gaps = signs.count(None) if wanted != 4 else 0
    return got.grade != wanted or len(got.missing) != gaps


@pytest.mark.parametrize("before", BASELINES, ids=lambda b: f"baseline {b}")
def test_both_rules_agree(before: int | None) -> None:
    """Grade, "not assessed" and the number of gaps are the same in both."""
    rests = list(
        itertools.product(
            (None, *Consciousness),
            (None, *Seizure),
            (None, *Oedema),
            (None, False, True),
            (None, False, True),
        )
    )

    differing = [
        (score, rest) for score in SCORES for rest in rests if _disagrees(score, before, rest)
    ]

    assert differing[:3] == []


def test_the_list_names_every_sign() -> None:
    """No value of a domain is unknown to the second rule, so that none passes as clear."""
    named = set().union(*SIGNS.values()) | CLEAR
    assert {*Consciousness, *Seizure, *Oedema, *(f"ICE {n}" for n in range(11))} <= named
