"""Courses are read strictly; a malformed one names file, line, field and problem."""

from decimal import Decimal
from pathlib import Path

import pytest

from cart_ward.errors import NotAllowed, Unavailable
from cart_ward.i18n import wording
from cart_ward.practice import courses, events
from cart_ward.runtime import paths

SHIPPED = sorted((paths.resources() / "practice").glob("*.toml"))
PROSTATE = paths.resources() / "practice" / "psca_prostate_low_grade.toml"


def altered(tmp_path: Path, old: str, new: str) -> Path:
    """Write the prostate course with its first `old` replaced by `new`."""
    text = PROSTATE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "course.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_course_is_read(path: Path) -> None:
    """The file name is the key, rows are there, and nothing is lost on the way to events."""
    course = courses.read(path)

    happenings = events.events(course)

    rows = (course.vitals, course.neuro, course.medication, course.lab)
    ends = sum(episode.end_hour is not None for episode in course.episode)
    others = len(course.observation) + len(course.stated_grade) + len(course.episode) + ends
    assert course.key == path.stem
    assert len(happenings) == sum(len(row) for row in rows) + others


def test_numbers_are_exact() -> None:
    """38.4 is thirty-eight point four, not a binary neighbour."""
    course = courses.read(PROSTATE)

    assert course.vitals[11].temp_c == Decimal("38.4")


def test_events_of_an_hour_come_in_a_fixed_order() -> None:
    """An episode opens first, consciousness comes before the vital signs that need it."""
    course = courses.read(paths.resources() / "practice" / "cd19_leukaemia_12f_shock.toml")

    names = [event.name for event in events.events(course) if event.hour == 24]

    assert names == ["neuro", "vitals", "medication", "medication", "lab", ""]


def test_until_is_inclusive() -> None:
    """Events of the hour itself are still played."""
    course = courses.read(PROSTATE)

    assert events.events(course, Decimal(92))[-1].hour == 92


@pytest.mark.parametrize(
    ("old", "new", "field", "line"),
    [
        ("schema = 1", "schema = 2", "schema", 5),
        ("temp_c = 38.4", 'temp_c = "hot"', "vitals.11.temp_c", 328),
        ("temp_c = 38.4", "temp_c = 384.0", "vitals.11.temp_c", 328),
        ("sbp = 121", "sbp = 121.5", "vitals.11.sbp", 329),
        ("sbp = 121", "spb = 121", "vitals.11.sbp", 326),
        ("infused_at = 0.0", "infused_at = 5.0", "infused_at", 8),
        ("end_hour = 168.0", "end_hour = 1e20", "episode.0.end_hour", 37),
        (
            'route = "iv"',
            'route = "iv"\nevery_h = 8\nuntil_hour = 1e20',
            "medication.0.until_hour",
            63,
        ),
        ('drug = "tocilizumab"', 'drug = ""', "medication.0.drug", 56),
    ],
)
def test_a_malformed_course_names_line_and_field(
    tmp_path: Path, old: str, new: str, field: str, line: int
) -> None:
    """The line is where the field stands, or the head of its row where it is missing."""
    path = altered(tmp_path, old, new)

    with pytest.raises(NotAllowed) as refusal:
        courses.read(path)

    facts = refusal.value.facts
    assert facts["field"] == field
    assert facts["where"] == f"line {line}"
    sentence = wording.say(refusal.value.code, **facts)
    assert "course.toml" in sentence
    assert "Nothing was changed" in sentence


def test_mark_of_an_editor_before_the_text_is_no_mistake(tmp_path: Path) -> None:
    """Notepad writes one; the file is read all the same."""
    path = tmp_path / "course.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PROSTATE.read_bytes())

    assert courses.read(path) == courses.read(PROSTATE)


def test_broken_toml_says_where(tmp_path: Path) -> None:
    """What is not TOML at all is refused with the parser's line."""
    path = altered(tmp_path, "title = ", "= ")

    with pytest.raises(NotAllowed) as refusal:
        courses.read(path)

    assert "line 7" in wording.say(refusal.value.code, **refusal.value.facts)


def test_a_missing_course_is_unavailable(tmp_path: Path) -> None:
    """A course that cannot be opened is named."""
    with pytest.raises(Unavailable):
        courses.read(tmp_path / "none.toml")


def test_an_episode_cannot_end_before_it_begins(tmp_path: Path) -> None:
    """Contradictory hours are refused."""
    path = altered(tmp_path, "end_hour = 168.0", "end_hour = 8.0")

    with pytest.raises(NotAllowed) as refusal:
        courses.read(path)

    assert refusal.value.facts["field"] == "episode.0"
