"""Sentences of opening a ward: its passphrase, its first run, and a record that is only read."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    "pin.wrong_uncounted": N_("This PIN is not right. Nothing was changed. Try again."),
    "passphrase.wrong": N_(
        "This is not the ward passphrase. Nothing was changed. Try again; with the recovery code"
        " a backup can be restored on any computer."
    ),
    "setup.name_needed": N_(
        "Type the name, in Chinese, in Latin letters or both. Nothing was made yet."
    ),
    "setup.pins_differ": N_("The two PINs differ. Nothing was made yet. Type the PIN twice again."),
    "setup.passphrases_differ": N_(
        "The two passphrases differ. Nothing was made yet. Type the passphrase twice again."
    ),
    "setup.code_differs": N_(
        "This is not the last group of the code. Nothing was opened yet. Look at your paper and"
        " type its last four letters and digits."
    ),
}
"""Codes of `care.sign_in` over a record that is only read, and of the first run."""
