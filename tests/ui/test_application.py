"""The program starts in a language and lets one window a station live."""

import os
import signal
import subprocess
import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.ui.application import OneInstance, QtWords, build_application


def test_application_speaks_the_language_asked_for(qapp: QApplication) -> None:
    """Sentences, Qt's own words and the locale change together."""
    app = build_application("zh_CN")

    assert app is qapp
    assert i18n.language() == "zh_CN"
    assert QLocale().language() == QLocale.Language.Chinese
    words = app.findChild(QtWords, "qt_words")
    assert words is not None
    words.speak("en")
    assert QLocale().language() == QLocale.Language.English


def test_qts_own_buttons_are_translated(qtbot: QtBot, qapp: QApplication) -> None:
    """Cancel in a standard box is Chinese while the screens are."""
    words = QtWords(qapp)
    words.speak("zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    text = box.button(QDialogButtonBox.StandardButton.Cancel).text()

    words.speak("en")
    assert "取消" in text


def test_second_instance_raises_the_first_and_leaves(qtbot: QtBot) -> None:
    """Two windows over one store would fight; the second only knocks."""
    first, second = OneInstance("cart-ward-test"), OneInstance("cart-ward-test")

    assert first.claim()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()

    first.release()
    assert second.claim()
    second.release()


CLAIMS = """
import sys
from PySide6.QtCore import QCoreApplication
from cart_ward.ui.application import OneInstance

app = QCoreApplication([])
one = OneInstance(sys.argv[1])
print("first" if one.claim() else "second", flush=True)
sys.stdin.read()
"""


def start(name: str) -> "subprocess.Popen[str]":
    """Start a process that claims a name and lives until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", CLAIMS, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_a_killed_instance_left_is_taken_over(qapp: QApplication) -> None:
    """A crash keeps nobody out."""
    assert qapp
    name = f"cart-ward-test-killed-{os.getpid()}"
    with start(name) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "first\n"
        assert not OneInstance(name).claim()
        process.send_signal(signal.SIGKILL)
        process.wait()

    next_one = OneInstance(name)

    assert next_one.claim()
    next_one.release()


def test_of_many_that_start_at_once_one_lives() -> None:
    """The lock lets one through, however close they come."""
    name = f"cart-ward-test-many-{os.getpid()}"
    processes = [start(name) for _ in range(8)]

    words = [process.stdout.readline() for process in processes if process.stdout is not None]
    for process in processes:
        process.communicate()

    assert sorted(words) == ["first\n"] + 7 * ["second\n"]
