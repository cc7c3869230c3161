"""The program starts in a language and lets one window a station live."""

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
