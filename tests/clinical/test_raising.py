"""When a call is raised: once for a stretch, anew for what is worse."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical import raising
from tests.clinical.charting import hour

levels = st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=12)


def seen(found: list[int | None]) -> list[tuple[datetime, int | None]]:
    """Return one moment an hour, the newest first."""
    return [(hour(n), level) for n, level in enumerate(found)][::-1]


@given(found=levels)
def test_stretch_begins_after_the_last_moment_it_was_over(found: list[int | None]) -> None:
    """At the first finding since then; what nobody looked for neither begins nor ends it."""
    since = max((n for n, level in enumerate(found) if level == 0), default=-1) + 1
    there = [n for n in range(since, len(found)) if found[n] is not None]
    moments = raising.raised(seen(found))

    assert moments[:1] == tuple(hour(n) for n in there[:1])


@given(found=levels)
def test_each_later_moment_is_worse_than_all_before_it(found: list[int | None]) -> None:
    """And nothing that is worse than all before it is left out."""
    moments = raising.raised(seen(found))
    known = {hour(n): level or 0 for n, level in enumerate(found)}

    assert all(known[a] < known[b] for a, b in pairwise(moments))
    if moments:
        since = [level for at, level in known.items() if at >= moments[0]]
        assert known[moments[-1]] == max(since)


@given(found=levels, more=st.integers(1, 4))
def test_no_further_finding_puts_the_beginning_off(found: list[int | None], more: int) -> None:
    """A set that is no better changes nothing of when the call was first due."""
    before = raising.raised(seen(found))
    after = raising.raised(seen([*found, more]))

    assert after[: len(before)] == before


@given(moments=st.sets(st.integers(0, 20)), answers=st.sets(st.integers(0, 20)))
def test_an_answer_holds_for_what_came_before_it(moments: set[int], answers: set[int]) -> None:
    """The first moment after the last answer is open."""
    last = max(answers, default=-1)
    open_ = sorted(n for n in moments if n > last)
    found = raising.unanswered(map(hour, moments), map(hour, answers))

    assert found == (hour(open_[0]) if open_ else None)
    assert raising.unanswered([hour(5)], [hour(5) - timedelta(minutes=1)]) == hour(5)
