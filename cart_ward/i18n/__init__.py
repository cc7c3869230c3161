"""How it is worded: gettext only, no Qt."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from cart_ward.runtime import paths

LANGUAGES = ("en", "zh_CN")

_language: ContextVar[str] = ContextVar("language", default="en")


PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
"""The bundled font draws these as wide as a Chinese character; English has the plain ones."""


class _English(gettext.NullTranslations):
    """English as it stands in the code, in signs of the width of its letters."""

    def gettext(self, message: str) -> str:
        """Return the message itself."""
        return _plain(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a count."""
        return _plain(msgid1 if n == 1 else msgid2)


@cache
def _plain(message: str) -> str:
    return message.translate(PLAIN)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return _English()
    folder = paths.resources() / "locale"
    return gettext.translation("cart_ward", folder, languages=[language], fallback=True)


def language() -> str:
    """Return the language in use here: en or zh_CN."""
    return _language.get()


def set_language(chosen: str) -> None:
    """Use a language from now on in this context."""
    _language.set(chosen)


@contextmanager
def use_language(chosen: str) -> Iterator[None]:
    """Use a language inside the block: a sheet may speak another one than the screen."""
    token = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """Return the message in the language in use."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the right form for a count."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a constant for translation; it is translated when shown."""
    return message
