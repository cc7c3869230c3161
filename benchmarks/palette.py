"""One key in the palette over 5,000 stays: from the text typed to the rows painted."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, product

from PySide6.QtWidgets import QWidget

from benchmarks.figures import Figure, Target, alternating, timed
from benchmarks.history import NOW, ZONE
from benchmarks.screens import application
from cart_ward.clinical.people import AdmissionId, Name, PastStay, Patient, PatientId, Sex
from cart_ward.ui.palette.index import EDGE, Index, Words, build
from cart_ward.ui.palette.overlay import WIDTH, Overlay
from cart_ward.ui.palette.sounds import Sounds

STAYS = 5000

FAMILY = ("王 Wang", "李 Li", "张 Zhang", "刘 Liu", "陈 Chen", "曾 Zeng", "单 Shan", "解 Xie",
          "欧阳 Ouyang", "尉迟 Yuchi")  # fmt: skip
FIRST = ("志 Zhi", "晓 Xiao", "文 Wen", "丽 Li", "建 Jian", "重 Chong", "乐 Le", "思 Si", "宇 Yu",
         "佳 Jia", "俊 Jun", "浩 Hao", "天 Tian", "海 Hai", "玉 Yu", "春 Chun", "国 Guo", "永 Yong",
         "雪 Xue", "秀 Xiu", "红 Hong", "爱 Ai", "小 Xiao")  # fmt: skip
SECOND = ("芳 Fang", "伟 Wei", "娜 Na", "敏 Min", "静 Jing", "强 Qiang", "军 Jun", "洋 Yang",
          "勇 Yong", "艳 Yan", "杰 Jie", "娟 Juan", "涛 Tao", "明 Ming", "超 Chao", "英 Ying",
          "霞 Xia", "平 Ping", "刚 Gang", "兰 Lan", "华 Hua", "远 Yuan")  # fmt: skip

TYPED = ("w", "wf", "wangf", "zengzhi", "单", "ouyang", "4011", "zzz", "li min", "shan xiao")
"""What is typed by turns: one letter that fits many, initials, sounds, characters, numbers."""


def stays() -> Iterator[PastStay]:
    """Yield 5,000 stays of people with different names."""
    names = cycle(product(FAMILY, FIRST, SECOND))
    for number in range(STAYS):
        family, first, second = (part.split() for part in next(names))
        name = Name(
            family_zh=family[0],
            given_zh=first[0] + second[0],
            family_latin=family[1],
            given_latin=first[1] + second[1].lower(),
        )
        patient = Patient(
            id=PatientId(number + 1),
            hospital_no=f"P{400000 + number}",
            name=name,
            birth_date=date(1940, 1, 1) + timedelta(days=number * 5),
            sex=Sex.UNKNOWN,
        )
        left = NOW - timedelta(hours=number * 17)
        yield PastStay(
            id=AdmissionId(number + 1),
            patient=patient,
            bed=f"{number % 24 + 1:02d}",
            admitted_at=left - timedelta(days=14),
            discharged_at=left,
        )


def figure(times: int) -> Figure:
    """Measure a key: search, rows and their painting; beside it the bare scan of the strings."""
    application()
    index = build((), tuple(stays()), (), Words(Sounds()))
    window = QWidget()
    window.resize(WIDTH, 700)
    overlay = Overlay(ZONE, window, "")
    overlay.resize(window.size())
    overlay.show_index(index)
    window.show()
    words, bare = cycle(TYPED), cycle(TYPED)

    def key() -> float:
        word = next(words)

        def answer() -> None:
            overlay.field.setText(word)
            overlay.repaint()

        return timed(answer)

    def scan() -> float:
        word = next(bare)
        return timed(lambda: _scanned(index, word.split()))

    samples, floor = alternating(times, key, scan)
    window.close()
    return Figure(
        name="palette, one key",
        samples=samples,
        floor_name="one `in` for each of the same strings and words",
        floor=floor,
        target=Target(seconds=0.1, of=100),
        note=f"{STAYS} stays; letters, sounds, characters and numbers by turns",
    )


def _scanned(index: Index, words: Sequence[str]) -> int:
    return sum(all(EDGE + word in text for word in words) for text in index.words)
