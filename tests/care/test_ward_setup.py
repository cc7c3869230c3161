"""The ward is set up by an administrator; rules count once two people have signed them."""

from pathlib import Path

import pytest

from cart_ward.care import monitoring, sign_in, ward_setup
from cart_ward.clinical.people import Name, ProtocolVersion, ProtocolVersionId, Role
from cart_ward.db import folder
from cart_ward.errors import Conflict, NotAllowed
from tests.builders import CHEAP_PINS, WardBuilder, founded, rule_files
from tests.fakes import FixedClock


def protocol(ward: WardBuilder) -> ProtocolVersion:
    """Return the protocol of the ward."""
    return next(version for version, _ in ward.snapshot().protocols.values())


def test_a_new_person_signs_in_with_the_first_pin(ward: WardBuilder) -> None:
    """Person and PIN are written together."""
    name = Name(family_zh="周", given_zh="杰")

    added = ward_setup.add_staff(
        ward.desk(Role.ADMINISTRATOR), name, Role.NURSE, "628401", pins=CHEAP_PINS
    )

    assert sign_in.sign_in(ward.desk(), added, "628401").role is Role.NURSE


def test_a_person_without_a_fair_pin_or_a_name_is_not_added(ward: WardBuilder) -> None:
    """Nothing is kept of the refused one."""
    desk, before = ward.desk(Role.ADMINISTRATOR), len(ward.snapshot().staff)

    with pytest.raises(NotAllowed, match=r"pin\.too_plain"):
        ward_setup.add_staff(desk, Name(family_latin="Zhou"), Role.NURSE, "123456")
    with pytest.raises(NotAllowed, match=r"entry\.text_needed"):
        ward_setup.add_staff(desk, Name(), Role.NURSE, "628401")

    assert len(ward.snapshot().staff) == before


def test_the_founder_is_nobody_once_there_is_an_administrator(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """The door by which a new ward is furnished closes behind it."""
    with pytest.raises(NotAllowed, match=r"access\.unknown_person"):
        ward_setup.add_bed(founded(ward.store, clock), "99")


def test_a_bed_has_a_name_of_its_own(ward: WardBuilder) -> None:
    """Neither empty nor taken."""
    desk = ward.desk(Role.CHARGE_NURSE)
    ward_setup.add_bed(desk, " 20 ")

    with pytest.raises(NotAllowed, match=r"setup\.bed_exists"):
        ward_setup.add_bed(desk, "20")
    with pytest.raises(NotAllowed, match=r"entry\.text_needed"):
        ward_setup.add_bed(desk, " ")


@pytest.mark.parametrize("text", ["", "name = 'x'", "[[["])
def test_a_malformed_rule_file_is_not_kept(ward: WardBuilder, text: str) -> None:
    """It is refused by name of what is wrong."""
    desk = ward.desk(Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed, match=r"rules\.malformed"):
        ward_setup.add_protocol(desk, text)
    with pytest.raises(NotAllowed, match=r"rules\.malformed"):
        ward_setup.add_product(desk, text)


def test_the_same_version_is_not_kept_twice(ward: WardBuilder) -> None:
    """A change is a new version."""
    desk = ward.desk(Role.ADMINISTRATOR)

    with pytest.raises(Conflict):
        ward_setup.add_protocol(desk, rule_files("protocols")[0].read_text(encoding="utf-8"))


def test_rules_count_once_two_people_one_a_physician_have_signed(ward: WardBuilder) -> None:
    """One signature is not enough, nor are two of nurses."""
    version = protocol(ward)
    steps = [version.approved]
    for role in (Role.CHARGE_NURSE, Role.PHARMACIST, Role.PHYSICIAN):
        ward_setup.approve_protocol(ward.desk(role), version.id)
        steps.append(protocol(ward).approved)

    assert steps == [False, False, False, True]


def test_nobody_signs_rules_twice(ward: WardBuilder) -> None:
    """Two people means two."""
    version, desk = protocol(ward).id, ward.desk(Role.PHYSICIAN)
    ward_setup.approve_protocol(desk, version)

    with pytest.raises(NotAllowed, match=r"protocol\.signed_already"):
        ward_setup.approve_protocol(desk, version)
    with pytest.raises(NotAllowed, match=r"protocol\.unknown"):
        ward_setup.approve_protocol(desk, ProtocolVersionId(99))


def test_a_new_ward_has_beds_rules_and_a_first_person(tmp_path: Path, clock: FixedClock) -> None:
    """Nothing is approved; the first person is charge nurse, and administrator for who follows."""
    folder.create(tmp_path / "new", practice=True)
    store = folder.open_store(tmp_path / "new", clock=clock)
    desk = founded(store, clock)
    new = ward_setup.NewWard(
        name="3F East",
        beds=11,
        zone="Asia/Shanghai",
        language="en",
        charge_nurse=Name(family_zh="周", given_zh="杰"),
        pin="628401",
    )
    sources = [
        [p.read_text(encoding="utf-8") for p in rule_files(kind)]
        for kind in ("products", "protocols")
    ]

    ward_setup.found(desk, new, (sources[0], sources[1]), pins=CHEAP_PINS)

    made = monitoring.read_ward(desk)
    assert [bed.name for bed in made.beds] == [f"{n:02d}" for n in range(1, 12)]
    assert not any(version.approved for version, _protocol in made.protocols.values())
    assert {p.code for p in made.products} >= {"axi-cel", "other"}
    roles = {person.role: person.id for person in made.staff.values()}
    assert set(roles) == {Role.CHARGE_NURSE, Role.ADMINISTRATOR}
    assert sign_in.sign_in(desk, roles[Role.CHARGE_NURSE], "628401", CHEAP_PINS)
    assert "628401" not in repr(new)
    store.close()


def test_a_badge_is_kept_with_its_person(ward: WardBuilder) -> None:
    """What a scanner reads from it leads back to her."""
    desk, name = ward.desk(Role.ADMINISTRATOR), Name(family_latin="Zhou")
    added = ward_setup.add_staff(desk, name, Role.NURSE, "628401", badge=" N7 ", pins=CHEAP_PINS)

    assert ward.snapshot().staff[added].badge == "N7"
