"""People and beds come and go; what was signed stays, and the audit chain follows each act."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.care import admissions, handover, sign_in, ward_lists, ward_setup
from cart_ward.care.admissions import MoveBed
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.ward_setup import ChangePerson
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import (
    Lacking,
    Name,
    Role,
    Staff,
    StaffId,
    lacking,
    same_human,
)
from cart_ward.clinical.vocabulary import CheckPart
from cart_ward.db import folder, verify
from cart_ward.db.feed import Feed
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from tests.builders import CHEAP_PINS, PIN, WardBuilder, token
from tests.care.test_handover import signing
from tests.fakes import FixedClock

ADMIN = Role.ADMINISTRATOR
ZHOU = Name(family_zh="周", given_zh="杰", family_latin="Zhou", given_latin="Jie")


def add(ward: WardBuilder, name: Name = ZHOU, role: Role = Role.NURSE, **facts: Any) -> StaffId:
    """Let the administrator add a person."""
    return ward_setup.add_staff(ward.desk(ADMIN), name, role, PIN, pins=CHEAP_PINS, **facts)


def desk_of(ward: WardBuilder, staff_id: StaffId) -> Desk:
    """Return the desk of one person of the list."""
    person = ward.snapshot().staff[staff_id]
    actor = ward.actor(ADMIN)
    return ward.desk().of(type(actor)(staff_id=staff_id, role=person.role, station="desk"))


def refusal(act: Callable[[], object]) -> str:
    """Return the code with which an act is refused."""
    with pytest.raises(NotAllowed) as found:
        act()
    return found.value.code


def test_a_retired_person_neither_signs_in_nor_signs_and_comes_back(ward: WardBuilder) -> None:
    """An open session is refused too; with the way back the same PIN works again."""
    added, patient = add(ward), ward.admit()
    open_session = desk_of(ward, added)
    ward_setup.retire_staff(ward.desk(ADMIN), added)

    assert refusal(lambda: sign_in.sign_in(ward.desk(), added, PIN)) == "access.unknown_person"
    move = MoveBed(admission_id=patient, bed_id=ward.bed("4"), token=token())
    assert refusal(lambda: admissions.move_bed(open_session, move)) == "access.unknown_person"
    assert not ward.snapshot().staff[added].active

    ward_setup.bring_back_staff(ward.desk(ADMIN), added)

    assert sign_in.sign_in(ward.desk(), added, PIN).staff_id == added
    admissions.move_bed(open_session, move)


def test_a_retired_person_checks_no_dose(ward: WardBuilder) -> None:
    """The second checker is asked when she signs, not when she was chosen."""
    added, patient = add(ward), ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    order = ward.order(patient)
    ward.prepare(patient, order)
    ward.check(patient, order, CheckPart.FIRST)
    ward_setup.retire_staff(ward.desk(ADMIN), added)

    def check() -> Changes:
        return ward.check(patient, order, CheckPart.SECOND, desk=desk_of(ward, added))

    assert refusal(check) == "access.unknown_person"
    ward_setup.bring_back_staff(ward.desk(ADMIN), added)
    check()


def test_what_a_retired_person_signed_stays(ward: WardBuilder) -> None:
    """Chart and approval keep the name."""
    patient, nurse = ward.admit(), ward.actor(Role.NURSE).staff_id
    entry = ward.record_vitals(patient)
    ward_setup.retire_staff(ward.desk(ADMIN), nurse)

    chart: Chart = ward.chart(patient)
    found = chart.entry(entry)
    assert found is not None
    assert found.recorded_by == nurse
    assert ward.snapshot().staff[nurse].name.latin == "Wang Jing"


def test_nobody_retires_themselves_and_the_last_administrator_stays(ward: WardBuilder) -> None:
    """The ward always keeps somebody who can add people."""
    desk = ward.desk(ADMIN)
    own = desk.actor.staff_id

    assert refusal(lambda: ward_setup.retire_staff(desk, own)) == "setup.last_administrator"
    second = add(ward, role=ADMIN)
    assert refusal(lambda: ward_setup.retire_staff(desk, own)) == "setup.retire_own"
    ward_setup.retire_staff(desk_of(ward, second), own)
    assert refusal(lambda: ward_setup.retire_staff(desk, second)) == "access.unknown_person"


def test_a_badge_belongs_to_one_person(ward: WardBuilder) -> None:
    """The refusal names whose it is; a retired person must give it back first."""
    added = add(ward, badge="N7")
    other = ward.actor(Role.NURSE).staff_id
    change = ChangePerson(staff_id=other, registration_no="", badge=" n7 ")
    desk = ward.desk(ADMIN)

    with pytest.raises(NotAllowed) as found:
        ward_setup.change_staff(desk, change)
    assert (found.value.code, found.value.facts["name"]) == ("setup.badge_of", ZHOU.both)
    ward_setup.retire_staff(desk, added)
    assert refusal(lambda: ward_setup.change_staff(desk, change)) == "setup.badge_of_retired"
    ward_setup.change_staff(desk, ChangePerson(staff_id=added, registration_no="", badge=""))
    ward_setup.change_staff(desk, change)
    assert ward.snapshot().staff[other].badge == "n7"


def test_own_badge_stays_ones_own(ward: WardBuilder) -> None:
    """Another number beside the same badge is no clash."""
    added = add(ward, badge="N7")
    change = ChangePerson(staff_id=added, registration_no=" 12 ", badge="N7")
    ward_setup.change_staff(ward.desk(ADMIN), change)

    person = ward.snapshot().staff[added]
    assert (person.registration_no, person.badge) == ("12", "N7")


def test_a_person_is_added_once_in_a_role(ward: WardBuilder) -> None:
    """A second click adds nobody; another role, or another number, is another line."""
    added = add(ward, registration_no="1")

    assert refusal(lambda: add(ward)) == "setup.person_exists"
    add(ward, role=Role.CHARGE_NURSE)
    add(ward, registration_no="2")
    ward_setup.retire_staff(ward.desk(ADMIN), added)
    assert refusal(lambda: add(ward, registration_no="1")) == "setup.person_retired"


def test_beds_are_added_all_or_none(ward: WardBuilder) -> None:
    """Bed 1 is bed 01; a name that is taken refuses the whole row."""
    desk = ward.desk(Role.CHARGE_NURSE)
    ward_setup.add_beds(desk, ("13", "14"))
    for names, code in (
        (("15", "013"), "setup.bed_exists"),
        (("Window at the end",), "setup.bed_name_long"),
        (("",), "entry.text_needed"),
    ):
        assert refusal(partial(ward_setup.add_beds, desk, names)) == code

    assert [bed.name for bed in ward.snapshot().beds][-3:] == ["12", "13", "14"]


def test_an_occupied_bed_stays_in_use(ward: WardBuilder) -> None:
    """The refusal says who lies there."""
    ward.admit("5")
    with pytest.raises(NotAllowed) as found:
        ward_setup.close_bed(ward.desk(Role.CHARGE_NURSE), ward.bed("5"))

    assert found.value.code == "setup.bed_occupied"
    assert found.value.facts == {"bed": "5", "name": "陈伟 Chen Wei"}


def test_nobody_gets_into_a_bed_out_of_use(ward: WardBuilder) -> None:
    """Not by an admission form that was open already, nor by a move; its name stays taken."""
    desk, bed, patient = ward.desk(Role.CHARGE_NURSE), ward.bed("7"), ward.admit("5")
    command = ward.admission("7")
    ward_setup.close_bed(desk, bed)

    assert "7" not in [found.name for found in ward.snapshot().beds]
    assert refusal(lambda: admissions.admit(ward.desk(), command)) == "bed.out_of_use"
    move = MoveBed(admission_id=patient, bed_id=bed, token=token())
    assert refusal(lambda: admissions.move_bed(ward.desk(), move)) == "bed.out_of_use"
    assert refusal(lambda: ward_setup.add_bed(desk, "07")) == "setup.bed_out_of_use"

    ward_setup.open_bed(desk, bed)

    admissions.admit(ward.desk(), command)


def test_a_founder_in_two_roles_approves_once(ward: WardBuilder) -> None:
    """She is charge nurse and administrator: that is one person, and a physician does not help."""
    charge = next(p for p in ward.snapshot().staff.values() if p.role is Role.CHARGE_NURSE)
    twice = add(ward, charge.name, ADMIN)
    version = next(iter(ward.snapshot().protocols))
    ward_setup.approve_protocol(ward.desk(Role.CHARGE_NURSE), version)

    code = refusal(lambda: ward_setup.approve_protocol(desk_of(ward, twice), version))

    assert code == "protocol.signed_in_other_role"
    (rules,) = ward_lists.look(ward.desk()).rules
    assert rules.lacking == Lacking(people=1, physician=True)
    ward_setup.approve_protocol(ward.desk(Role.PHYSICIAN), version)
    (rules,) = ward_lists.look(ward.desk()).rules
    assert rules.version.approved
    assert rules.lacking == Lacking(people=0, physician=False)
    assert [approval.role for approval in rules.approvals] == [Role.CHARGE_NURSE, Role.PHYSICIAN]


def test_two_lines_written_before_they_were_known_as_one_do_not_approve(
    ward: WardBuilder,
) -> None:
    """The rows alone approve nothing: a physician who is also pharmacist signs as one person."""
    physician = ward.snapshot().staff[ward.actor(Role.PHYSICIAN).staff_id]
    pharmacist = add(ward, physician.name, Role.PHARMACIST)
    version = next(iter(ward.snapshot().protocols))
    with ward.store.act(ward.actor(ADMIN), "approve_protocol", ward.clock.now()) as work:
        work.approve_protocol(version, physician.id)
        work.approve_protocol(version, pharmacist)

    assert not ward.snapshot().protocols[version][0].approved


def test_a_person_in_two_roles_is_no_second_checker_of_their_own(ward: WardBuilder) -> None:
    """Neither of a dose, nor as its witness, nor as the taker of an own handover."""
    nurse = ward.snapshot().staff[ward.actor(Role.NURSE).staff_id]
    twice, patient = add(ward, nurse.name, Role.CHARGE_NURSE), ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    order = ward.order(patient)
    ward.prepare(patient, order)
    ward.check(patient, order, CheckPart.FIRST)

    assert (
        refusal(lambda: ward.check(patient, order, CheckPart.SECOND, desk=desk_of(ward, twice)))
        == "dose.same_person"
    )
    assert refusal(lambda: ward.deviation(patient, witness_id=twice)) == "dose.same_person"
    giver = {"giver_id": nurse.id, "taker_id": twice}
    signed = signing(ward, **giver)
    assert refusal(lambda: handover.sign_handover(ward.desk(), signed)) == "handover.same_person"


def test_the_lists_tell_who_stands_there_twice_and_who_lies_where(ward: WardBuilder) -> None:
    """Locked names are told only to who may unlock them."""
    charge = next(p for p in ward.snapshot().staff.values() if p.role is Role.CHARGE_NURSE)
    twice, patient = add(ward, charge.name, ADMIN), ward.admit("5")
    nurse = ward.actor(Role.NURSE).staff_id
    for _try in range(5):
        refusal(lambda: sign_in.sign_in(ward.desk(), nurse, "999999"))

    lists = ward_lists.look(ward.desk(Role.CHARGE_NURSE))

    assert [other.id for other in lists.twice[charge.id]] == [twice]
    assert lists.twice[nurse] == ()
    assert lists.lies[ward.bed("5")].id == patient
    assert set(lists.paused) == {nurse}
    assert ward_lists.look(ward.desk(Role.NURSE)).paused == {}
    assert {product.code for product, _rules in lists.products} >= {"axi-cel", "other"}


def test_each_act_has_its_line_and_the_store_stays_sound(
    ward: WardBuilder, store: SqlStore, data: Path, clock: FixedClock
) -> None:
    """Closed and opened again: everything is there, the chain and every row fit."""
    desk, version = ward.desk(ADMIN), next(iter(ward.snapshot().protocols))
    added = add(ward, badge="N7")
    change = ChangePerson(staff_id=added, registration_no="77", badge="N8")
    bed = ward.bed("7")
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("change_staff", lambda: ward_setup.change_staff(desk, change)),
        ("retire_staff", lambda: ward_setup.retire_staff(desk, added)),
        ("bring_back_staff", lambda: ward_setup.bring_back_staff(desk, added)),
        ("set_pin", lambda: sign_in.set_pin(desk, added, "628401", CHEAP_PINS)),
        ("add_beds", lambda: ward_setup.add_beds(desk, ("13",))),
        ("close_bed", lambda: ward_setup.close_bed(desk, bed)),
        ("open_bed", lambda: ward_setup.open_bed(desk, bed)),
        ("close_bed", lambda: ward_setup.close_bed(desk, bed)),
        ("approve_protocol", lambda: ward_setup.approve_protocol(desk, version)),
    )
    for name, act in acts:
        act()
        with store.engine.begin() as connection:
            last = connection.exec_driver_sql(
                "SELECT act, staff_id FROM audit_line ORDER BY id DESC LIMIT 1"
            ).one()
        assert tuple(last) == (name, desk.actor.staff_id)
        assert verify.verify_store(*store.parts) == ()
    store.close()

    again = folder.open_store(data, clock=clock)

    assert verify.verify_store(*again.parts) == ()
    lists = ward_lists.look(Desk(store=again, clock=clock, zone=desk.zone, actor=desk.actor))
    person = next(p for p in lists.people if p.id == added)
    assert (person.registration_no, person.badge, person.active) == ("77", "N8", True)
    assert [b.name for b in lists.beds if not b.active] == ["7"]
    assert sign_in.sign_in(
        Desk(store=again, clock=clock, zone=desk.zone, actor=desk.actor), added, "628401"
    )
    again.close()


def test_another_station_hears_of_each_act(ward: WardBuilder, store: SqlStore) -> None:
    """The feed tells which list changed."""
    feed, desk = Feed(store.engine), ward.desk(ADMIN)
    told = []
    added = add(ward)
    bed, version = ward.bed("7"), next(iter(ward.snapshot().protocols))
    feed.news()
    acts: tuple[Callable[[], object], ...] = (
        lambda: ward_setup.retire_staff(desk, added),
        lambda: ward_setup.close_bed(desk, bed),
        lambda: ward_setup.approve_protocol(desk, version),
    )
    for act in acts:
        act()
        news = feed.news()
        told.append(set() if news is None else set(news.kinds))
    feed.close()

    assert told == [{"staff"}, {"bed"}, {"protocol"}]


NAMES = st.builds(
    Name,
    family_zh=st.sampled_from(["", "王"]),
    given_zh=st.sampled_from(["", "静", "敏"]),
    family_latin=st.sampled_from(["", "Wang", "wang "]),
    given_latin=st.sampled_from(["", "Jing"]),
)
PERSONS = st.builds(
    Staff,
    id=st.integers(1, 9).map(StaffId),
    name=NAMES,
    role=st.sampled_from(Role),
    registration_no=st.sampled_from(["", "1", " 1", "2"]),
)


@given(PERSONS, PERSONS)
def test_one_human_is_the_same_both_ways(one: Staff, other: Staff) -> None:
    """Two numbers decide alone; nobody without any name is anybody else."""
    same = same_human(one, other)

    assert same == same_human(other, one)
    assert same_human(one, one)
    numbers = {one.registration_no.strip(), other.registration_no.strip()}
    if one.id != other.id and "" not in numbers:
        assert same == (len(numbers) == 1)


@given(st.lists(PERSONS, max_size=5))
def test_an_approval_needs_two_humans_and_a_physician(signed: list[Staff]) -> None:
    """However many lines one person has, and in whatever order they signed."""
    found = lacking((person, person.role) for person in signed)
    alone = all(same_human(signed[0], person) for person in signed)

    assert found.physician == all(person.role is not Role.PHYSICIAN for person in signed)
    if not signed or alone or found.physician:
        assert found.people > 0
    assert 0 <= found.people <= 2
