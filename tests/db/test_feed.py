"""What another program wrote is told as the same `Changes` an act returns."""

from cart_ward.care.changes import Changes
from cart_ward.clinical.people import Name, Role
from cart_ward.db import folder
from cart_ward.db.feed import Feed
from tests.db.helpers import NURSE, KeptWard, vitals
from tests.fakes import NOW, FixedClock


def test_news_tell_which_charts_and_kinds_another_program_touched(ward: KeptWard) -> None:
    """Once each; nothing where nothing was written."""
    feed = Feed(ward.store.engine)
    assert feed.news() is None
    other = folder.open_store(ward.folder, clock=FixedClock())
    with other.act(NURSE, "elsewhere", NOW) as work:
        entry_id = work.append(ward.admission_id, vitals(), NOW)
        work.move_bed(ward.admission_id, ward.beds[1])
    other.close()

    assert feed.news() == Changes(
        admissions=frozenset({ward.admission_id}),
        kinds=frozenset({"vital_signs"}),
        entries=(entry_id,),
    )
    assert feed.news() is None
    feed.close()


def test_news_of_the_ward_itself(ward: KeptWard) -> None:
    """People, beds and numbers touch no chart; a look that charts nothing is no news."""
    feed = Feed(ward.store.engine)
    with ward.store.act(NURSE, "set_up", NOW) as work:
        work.add_bed("3")
        work.add_staff(Name(family_zh="赵"), Role.NURSE, "", "")
        work.set_contact("icu", "", "6110", None)

    assert feed.news() == Changes(kinds=frozenset({"bed", "contact", "staff"}))
    ward.do(lambda work: work.log("looked"))
    assert feed.news() is None
    feed.close()
