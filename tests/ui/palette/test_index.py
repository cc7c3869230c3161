"""Everybody is found by characters, letters, sound, bed and number; twins are told apart."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Bed,
    BedId,
    Name,
    PastStay,
    Patient,
    PatientId,
    Product,
    ProductId,
    ProtocolVersionId,
    Sex,
)
from cart_ward.ui.palette.index import Action, Group, Index, Words, build
from cart_ward.ui.palette.sounds import Sounds

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)

SOUNDS = Sounds()
WORDS = Words(SOUNDS)

PRODUCT = Product(id=ProductId(1), code="axi-cel", name="", version="1", source_toml="", digest="")


def patient(number: int, name: Name, hospital_no: str = "") -> Patient:
    """Return a patient of a name."""
    return Patient(
        id=PatientId(number),
        hospital_no=hospital_no or f"P{40000 + number}",
        name=name,
        birth_date=date(1960, 2, 3),
        sex=Sex.UNKNOWN,
    )


def chinese(text: str, family: int = 1) -> Name:
    """Return a Chinese name whose surname has so many characters."""
    return Name(family_zh=text[:family], given_zh=text[family:])


def present(number: int, name: Name, bed: str = "") -> Admission:
    """Return an open stay."""
    return Admission(
        id=AdmissionId(number),
        patient=patient(number, name),
        bed=Bed(id=BedId(number), name=bed or f"{number:02d}"),
        product=PRODUCT,
        protocol_version_id=ProtocolVersionId(1),
        admitted_at=NOW,
    )


def gone(number: int, name: Name) -> PastStay:
    """Return a stay that has ended."""
    return PastStay(
        id=AdmissionId(number),
        patient=patient(number, name),
        bed="01",
        admitted_at=NOW - timedelta(days=30),
        discharged_at=NOW - timedelta(days=9),
    )


def names(index: Index, typed: str) -> list[str]:
    """Return what is found."""
    return [item.words for item in index.find(typed)]


WANG = Name(family_zh="王", given_zh="芳", family_latin="Wang", given_latin="Fang")


@pytest.mark.parametrize(
    "typed",
    ["王芳", "王", "芳", "wang", "wangfang", "fangwang", "wang fang", "fang wang", "WF", "wf",
     "wangf", "wfang", "fang", "f", "5", "05", "P40005", "p40005", "005", "Ｗａｎｇ"],
)  # fmt: skip
def test_one_patient_is_found_by_every_way_of_typing(typed: str) -> None:
    """Characters, letters in either order, initials, sound, bed and number."""
    index = build([present(5, WANG), present(6, chinese("赵敏"))], (), (), WORDS)

    assert "王芳 Wang Fang" in names(index, typed)


@pytest.mark.parametrize(
    ("name", "family", "sounds"),
    [
        ("曾宪梓", 1, ("zengxianzi", "cengxianzi", "zxz", "cxz")),
        ("单田芳", 1, ("shantianfang", "dantianfang", "chantianfang", "stf")),
        ("解晓东", 1, ("xiexiaodong", "jiexiaodong", "xxd")),
        ("仇英", 1, ("qiuying", "chouying", "qy")),
        ("区寄", 1, ("ouji", "quji", "oj")),
        ("查良镛", 1, ("zhaliangyong", "chaliangyong")),
        ("盖叫天", 1, ("gejiaotian", "gaijiaotian")),
        ("朴树", 1, ("piaoshu", "pushu")),
        ("翟天临", 1, ("zhaitianlin", "ditianlin")),
        ("黑伯", 1, ("hebo", "heibo")),
        ("尉迟恭", 2, ("yuchigong", "ycg")),
        ("万俟卨", 2, ("moqi", "mq")),
        ("澹台明", 2, ("tantaiming", "ttm")),
        ("欧阳志远", 2, ("ouyangzhiyuan", "oyzy", "ouyangzy")),
        ("吕布", 1, ("lvbu", "lubu", "lyubu", "lb")),
    ],
)
def test_every_reading_of_a_surname_finds_it(
    name: str, family: int, sounds: tuple[str, ...]
) -> None:
    """Surnames are read otherwise than the same character elsewhere; both readings are typed."""
    index = build([present(1, chinese(name, family))], (), (), WORDS)

    assert [s for s in sounds if names(index, s) != [name]] == []


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余"
    "叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段"
    "雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤单仇区解查盖"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰建华志远晓东文博宇轩子涵欣怡思雨"
    "佳俊浩然天佑重乐行"
)

CHINESE = st.builds(
    lambda family, given: Name(family_zh=family, given_zh=given),
    st.sampled_from(SURNAMES),
    st.text(st.sampled_from(GIVEN), min_size=1, max_size=3),
)


@given(st.lists(CHINESE, min_size=1, max_size=8, unique_by=lambda name: name.chinese))
def test_every_name_of_a_list_is_found_by_its_own_sound_and_initials(people: list[Name]) -> None:
    """Whatever else lies on the ward, and whoever left it."""
    half = len(people) // 2
    stays = [present(n + 1, name) for n, name in enumerate(people[:half])]
    left = [gone(100 + n, name) for n, name in enumerate(people[half:])]
    index = build(stays, left, (), WORDS)

    for name in people:
        usual = [SOUNDS.of(character)[0] for character in name.chinese]
        assert name.chinese in names(index, "".join(usual))
        assert name.chinese in names(index, "".join(s[0] for s in usual))
        assert name.chinese in names(index, name.chinese)


LETTERS = st.text(st.sampled_from("abcdeéüøKLMN"), min_size=1, max_size=8)


@given(LETTERS, LETTERS)
def test_latin_names_are_found_without_their_accents(family: str, given_name: str) -> None:
    """Nobody looks for the key with the accent at 03:00."""
    name = Name(family_latin=family, given_latin=given_name)
    index = build([present(1, name)], (), (), WORDS)

    assert names(index, f"{given_name} {family}") == [name.both]
    assert names(index, family[0] + given_name[0]) == [name.both]


def test_who_is_on_the_ward_stands_before_actions_and_before_who_left() -> None:
    """And of equals the exact one first: bed 1 before bed 10."""
    index = build(
        [present(10, chinese("王一")), present(1, chinese("王二"))],
        [gone(90, chinese("王三"))],
        [Action(act="x", words="Wanted")],
        WORDS,
    )

    assert names(index, "wa") == ["王一", "王二", "Wanted", "王三"]
    assert names(index, "1")[0] == "王二"


def test_nothing_typed_shows_the_ward_and_the_actions_only() -> None:
    """5,000 earlier stays help nobody who has typed nothing."""
    index = build([present(1, WANG)], [gone(2, WANG)], [Action(act="x", words="Lock")], WORDS)

    assert [item.group for item in index.find("  ")] == [Group.PRESENT, Group.ACTION]


def test_actions_are_found_in_the_language_in_use() -> None:
    """By their words, and Chinese ones by their sound as well."""
    actions = [Action(act="h", words="打印交班单"), Action(act="l", words="Lock now")]
    index = build((), (), actions, WORDS)

    assert [names(index, t) for t in ("交班", "dayin", "dyjbd", "lo", "now", "ln")] == [
        *[["打印交班单"]] * 3,
        *[["Lock now"]] * 3,
    ]


def test_names_that_may_be_taken_for_one_another_are_marked() -> None:
    """The same surname, two letters apart, or the same name in another stay."""
    stays = [
        present(1, chinese("王芳")),
        present(2, chinese("王静")),
        present(3, Name(family_latin="Smith", given_latin="Ann")),
        present(4, Name(family_latin="Smyth", given_latin="Anne")),
        present(5, chinese("赵敏")),
        present(6, chinese("钱进")),
    ]
    index = build(stays, [gone(7, chinese("赵敏"))], (), WORDS)
    marked = {item.admission_id for item in index.items if item.alike}

    assert marked == {1, 2, 3, 4, 5, 7}


def test_the_same_patient_again_is_no_namesake() -> None:
    """An earlier stay of the same person is the same person."""
    again = present(1, WANG)
    before = PastStay(
        id=AdmissionId(9), patient=again.patient, bed="03", admitted_at=NOW, discharged_at=NOW
    )

    assert not any(item.alike for item in build([again], [before], (), WORDS).items)


def test_without_sounds_everything_written_is_found() -> None:
    """Before the table of readings is loaded."""
    index = build([present(5, WANG)], (), (), Words())

    assert names(index, "王") == names(index, "wang") == ["王芳 Wang Fang"]


def test_a_haystack_is_made_once_for_a_patient() -> None:
    """When one patient comes or goes, the names of 5,000 are not spelled again."""
    rests: list[int] = []
    words = Words(SOUNDS, lambda: rests.append(1))
    left = [gone(n, Name(family_latin=f"Name{n}")) for n in range(30)]
    build((), left, (), words)
    first = len(rests)
    build([present(99, WANG)], left, (), words)

    assert (first, len(rests)) == (3, 3)
