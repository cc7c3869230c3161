"""Scans are told from typing by time alone; nothing typed is lost, doubled or turned round."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from cart_ward.ui.scanner import FEWEST, GAP_MS, GS, Press, Scanner

TYPED = st.sampled_from("abcXYZ019 ]^:-李")
ENTER = "\r"


@dataclass
class Desk:
    """The port, its timer, and what came of the keys; `at` is the time as the events tell it."""

    at: int = 0
    fires_at: int | None = None
    got: list[str] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    broken: int = 0

    def __post_init__(self) -> None:
        """Put a filter before the desk."""
        self.scanner: Scanner[str] = Scanner(self, self.scans.append, self._break)

    def wait(self, milliseconds: int) -> None:
        """Set the timer."""
        self.fires_at = self.at + milliseconds

    def stop_waiting(self) -> None:
        """Stop it."""
        self.fires_at = None

    def pass_on(self, key: str) -> None:
        """Get a key that was held back."""
        self.got.append(key)

    def _break(self) -> None:
        self.broken += 1

    def let_pass(self, until: int) -> None:
        """Let time pass; the timer fires on its way."""
        while self.fires_at is not None and self.fires_at < until:
            self.at, self.fires_at = self.fires_at, None
            self.scanner.timed_out()
        self.at = until

    def press(self, key: str, gap: int, *, timer: bool = True) -> None:
        """Press a key so long after the one before; `timer` is whether it runs meanwhile."""
        if timer:
            self.let_pass(self.at + gap)
        else:
            self.at += gap
        text = "" if key == ENTER else key
        if not self.scanner.take(Press(key=key, text=text, at=self.at, ends=key == ENTER)):
            self.got.append(key)

    def type(self, text: str, gap: int, *, timer: bool = True) -> None:
        """Press one key after the other."""
        for key in text:
            self.press(key, gap, timer=timer)

    def rest(self) -> None:
        """Let enough time pass for everything to be decided."""
        self.let_pass(self.at + 10_000)


def test_a_burst_that_ends_with_enter_is_a_scan() -> None:
    """Six characters are enough; none of them and no Enter reaches anybody."""
    desk = Desk(at=1000)
    desk.type("P40718" + ENTER, 5)
    desk.rest()

    assert (desk.scans, desk.got) == (["P40718"], [])


def test_five_quick_keys_are_no_scan() -> None:
    """They come out in order, and the Enter behind them."""
    desk = Desk(at=1000)
    desk.type("12345" + ENTER, 5)
    desk.rest()

    assert (desk.scans, "".join(desk.got)) == ([], "12345" + ENTER)


def test_a_reader_that_names_itself_needs_neither_length_nor_enter() -> None:
    """`]C1` and its like are told from anything a person types at that speed."""
    desk = Desk(at=1000)
    desk.type("]C1AB", 5)
    desk.rest()
    desk.type("]d2X" + ENTER, 5)

    assert (desk.scans, desk.got) == (["]C1AB", "]d2X"], [])


def test_the_separator_of_gs1_is_part_of_the_scan() -> None:
    """It arrives as a key like any other."""
    desk = Desk(at=1000)
    desk.type("]d210LOT" + GS + "21S" + ENTER, 5)

    assert desk.scans == ["]d210LOT\x1d21S"]


def test_a_key_waits_no_longer_than_the_gap_and_a_last_call() -> None:
    """Who types alone sees the letter after 35 ms."""
    desk = Desk(at=1000)
    desk.press("a", 500)
    desk.let_pass(1500 + GAP_MS)
    held = list(desk.got)
    desk.let_pass(1500 + GAP_MS + 2)

    assert (held, desk.got) == ([], ["a"])


def test_keys_that_waited_behind_a_busy_screen_are_still_one_scan() -> None:
    """The timer fires late and early as it will: the stamps of the keys decide."""
    desk = Desk(at=1000)
    desk.type("P407", 5, timer=False)
    desk.scanner.timed_out()
    desk.type("18" + ENTER, 5, timer=False)
    desk.rest()

    assert (desk.scans, desk.got) == (["P40718"], [])


def test_the_rest_of_a_torn_scan_is_never_taken_for_a_whole_one() -> None:
    """Its beginning was let go, so the number read would be another one."""
    desk = Desk(at=1000)
    desk.type("AB", 5, timer=False)
    desk.scanner.let_go()
    desk.type("P40718" + ENTER, 5)
    desk.rest()

    assert (desk.scans, desk.broken, desk.got) == ([], 1, ["A", "B"])


def test_two_scans_one_after_the_other_are_two() -> None:
    """The Enter of the first is no key of the second."""
    desk = Desk(at=1000)
    desk.type("P40718" + ENTER + "P40655" + ENTER, 4)

    assert (desk.scans, desk.broken) == (["P40718", "P40655"], 0)


def test_a_code_that_ends_with_two_keys_swallows_both() -> None:
    """CR and LF: the second would answer the question that the scan has opened."""
    desk = Desk(at=1000)
    desk.type("P40718" + ENTER + ENTER, 4)
    desk.press(ENTER, 500)

    assert (desk.scans, desk.got) == (["P40718"], [ENTER])


def test_the_release_of_a_key_stays_behind_its_press() -> None:
    """A button that acts on release gets both, in order."""
    desk = Desk(at=1000)
    desk.press(" ", 500)
    taken = desk.scanner.take(Press(key="up", text=" ", at=desk.at + 10, up=True))
    desk.rest()

    assert (taken, desk.got) == (True, [" ", "up"])


@given(st.lists(st.tuples(TYPED | st.just(ENTER), st.integers(GAP_MS + 1, 2000)), max_size=40))
def test_what_a_person_types_arrives_whole_and_in_order(keys: list[tuple[str, int]]) -> None:
    """At the speed of hands no key is lost, doubled, or taken for a scan."""
    desk = Desk(at=1000)
    for key, gap in keys:
        desk.press(key, gap)
    desk.rest()

    assert (desk.got, desk.scans) == ([key for key, _gap in keys], [])


@given(
    st.lists(st.tuples(TYPED, st.integers(0, 300), st.booleans()), max_size=FEWEST - 1),
)
def test_fewer_keys_than_a_scan_arrive_at_any_speed(keys: list[tuple[str, int, bool]]) -> None:
    """Two keys struck at once by ten fingers are two keys."""
    keys = [one for one in keys if one[0] != "]"]
    desk = Desk(at=1000)
    for key, gap, timer in keys:
        desk.press(key, gap, timer=timer)
    desk.rest()

    assert "".join(desk.got) == "".join(key for key, _gap, _timer in keys)


CODE = st.text(st.sampled_from("P0123456789:-"), min_size=FEWEST, max_size=30)
PAUSE = st.integers(GAP_MS + 1, 1000)


@given(
    st.lists(
        st.tuples(st.just("typed"), st.text(TYPED, max_size=8), PAUSE)
        | st.tuples(st.just("scan"), CODE, st.integers(0, GAP_MS)),
        max_size=12,
    )
)
def test_scans_between_typing_are_taken_out_and_nothing_else(
    parts: list[tuple[str, str, int]],
) -> None:
    """However they follow one another: each scan is read, each typed key arrives, in order."""
    desk = Desk(at=1000)
    for kind, text, gap in parts:
        desk.let_pass(desk.at + 2 * GAP_MS)
        if kind == "typed":
            desk.type(text, gap)
        elif text:
            desk.press(text[0], GAP_MS + 1)
            desk.type(text[1:] + ENTER, gap)
    desk.rest()

    assert desk.scans == [text for kind, text, _gap in parts if kind == "scan"]
    assert "".join(desk.got) == "".join(text for kind, text, _gap in parts if kind == "typed")
