"""Sentences about the four kinds of failure: what happened, what is safe, what to do next."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    # The machine failed us: what was typed is kept and can be tried again.
    "store.busy": N_(
        "Another program is writing to the ward's file. Nothing was saved and what you typed is"
        " kept. Try again in a moment."
    ),
    "store.full": N_(
        "The disk is full. This entry was not saved; everything signed before is safe. Free some"
        " space and try again."
    ),
    "store.io_failed": N_(
        "The disk did not answer. This entry was not saved; everything signed before is safe."
        " Try again, and call IT if it happens again."
    ),
    "store.unwritable": N_(
        "The data folder cannot be written. Nothing was changed. Check that the folder exists,"
        " that the disk is connected and that this account may write there."
    ),
    # The folder or the request is refused.
    "store.network_share": N_(
        "The folder {folder} lies on a network share, where the ward's file is not safe. Nothing"
        " was written. Choose a folder on this computer."
    ),
    "store.foreign": N_(
        "The folder {folder} holds something that is not a ward of this program. Nothing was"
        " changed. Choose another folder, or an empty one."
    ),
    "store.none": N_(
        "There is no ward in the folder {folder}. Nothing was changed. Check the folder, or make a"
        " ward there first."
    ),
    "store.exists": N_(
        "There is a ward in the folder {folder} already. It was left as it is. Choose an empty"
        " folder for a new one."
    ),
    "store.impossible_value": N_(
        "A value in this entry cannot be ({rule}). Nothing was saved. Check the values and sign"
        " again."
    ),
    "store.append_only": N_(
        "What was charted cannot be changed or removed. Nothing was changed. Amend the entry"
        " instead."
    ),
    "store.practice_only": N_(
        "This is a practice ward and can never become a real one. Nothing was changed. Make a new"
        " ward in an empty folder."
    ),
    "store.real_ward": N_(
        "The folder {folder} holds a real ward, not a practice one. Nothing was written. Choose"
        " another folder for practice."
    ),
    # The record cannot be relied on.
    "store.missing": N_(
        "The ward's file is missing from its folder. Nothing was changed. Restore the newest"
        " backup."
    ),
    "store.damaged": N_(
        "The ward's file is damaged. Nothing more is written to it. Restore the newest backup; use"
        " the last downtime sheets until then."
    ),
    "store.wrong_key": N_(
        "The ward's file could not be opened with this key. Nothing was changed. Check the"
        " passphrase, or use the recovery code."
    ),
    "store.no_secret": N_(
        "This computer does not hold the secret that opens the ward's file. Nothing was changed."
        " Use the recovery code to add this computer."
    ),
    "store.keys_missing": N_(
        "The key file of the ward is missing from its folder. Nothing was changed. Copy keys.json"
        " back from the newest backup."
    ),
    "store.keys_damaged": N_(
        "The key file of the ward cannot be read. Nothing was changed. Copy keys.json back from"
        " the newest backup."
    ),
    "store.mixed": N_(
        "The key file and the ward's file do not belong together: one is for practice. Nothing was"
        " changed. Copy both from the same backup."
    ),
    "store.newer_schema": N_(
        "A newer version of the program has written this ward ({found}). Nothing was changed. Open"
        " it with that version; use the last downtime sheets until then."
    ),
    "store.read_only": N_(
        "The record of this ward cannot be relied on, so nothing more is written. Everything can"
        " still be read and printed. Call the person in charge of the system."
    ),
    "sheet.damaged": N_(
        "The kept sheet {digest} is missing or was changed. The chart is not affected. Print the"
        " sheet anew and tell the person in charge of the system."
    ),
    "backup.bad": N_(
        "The copy did not pass its check and was thrown away. The ward itself is not affected. Try"
        " again, in another folder if it happens again."
    ),
    "backup.unusable": N_(
        "The backup {name} cannot be used: it is damaged or not complete. Nothing was changed. Try"
        " an older one."
    ),
    "backup.name_taken": N_(
        "Another file called {name} is in the way. Nothing was overwritten. Choose another folder."
    ),
    "draft.too_long": N_(
        "This form is too long to be kept as a draft. It is still on the screen; sign it or"
        " shorten it."
    ),
    "sheet.future": N_(
        "{at} is still to come, and nobody knows yet what will be charted until then. Nothing was"
        " printed. Name a time up to {now}, or leave --at out for the sheet of now."
    ),
    "sheet.not_written": N_(
        "The sheet could not be written to {file}. The ward's records are safe. Check that the"
        " folder exists, has room and may be written to, then print again."
    ),
    # Somebody was first.
    "chart.changed": N_(
        "The chart has changed since you read it. Nothing was saved. Look again and repeat the"
        " entry if it is still right."
    ),
    "admission.unknown": N_(
        "There is no such stay in this ward. Nothing was changed. Look at the ward again."
    ),
    "act.already_done": N_("This was saved already. Nothing was saved twice."),
    "bed.taken": N_(
        "This bed is taken. Nothing was saved. Choose another bed or discharge the patient in it"
        " first."
    ),
    "bed.name_taken": N_(
        "There is a bed with this name already. Nothing was saved. Choose another name."
    ),
    "patient.already_admitted": N_(
        "This patient has an open stay already. Nothing was saved. Open that stay."
    ),
    "patient.number_taken": N_(
        "A patient with this hospital number exists already. Nothing was saved. Check the number"
        " and open that patient."
    ),
    "staff.badge_taken": N_(
        "Another person has this badge. Nothing was saved. Check the badge number."
    ),
    "product.version_taken": N_(
        "This version of the product is in the ward already. Nothing was saved. Give a changed"
        " file a new version."
    ),
    "protocol.version_taken": N_(
        "This version of the protocol is in the ward already. Nothing was saved. Give a changed"
        " file a new version."
    ),
    "protocol.already_approved": N_(
        "This person has signed this protocol already. Nothing was saved. A second person must"
        " sign."
    ),
    # What a check of the whole store found.
    "chain.broken": N_(
        "The audit log was changed from line {line} on. Nothing more is written. Keep this file,"
        " restore the newest good backup and report it."
    ),
    "chain.shorter": N_(
        "The last {missing} lines of the audit log are missing (head {head}): this may be an older"
        " copy of the ward. Nothing more is written. Restore the newest good backup."
    ),
    "chain.other": N_(
        "The audit log is not the one this station last wrote (line {line}, head {head})."
        " Nothing more is written. Restore the newest good backup and report it."
    ),
    "chain.no_head": N_(
        "The note of where the audit log ends is missing or cannot be read. The log itself is"
        " sound. Compare its end with the last printed sheet."
    ),
    "verify.integrity": N_("The ward's file is damaged: {detail}. Restore the newest good backup."),
    "verify.row_changed": N_(
        "Row {row} of {table} is not as audit line {line} says. Keep this file, restore the newest"
        " good backup and report it."
    ),
    "verify.row_unlogged": N_(
        "Row {row} of {table} has no audit line. Keep this file, restore the newest good backup"
        " and report it."
    ),
    "verify.row_missing": N_(
        "Row {row} of {table}, written by audit line {line}, is missing. Keep this file, restore"
        " the newest good backup and report it."
    ),
    "verify.sheet_damaged": N_(
        "The kept sheet {digest} is missing or was changed. Copy it back from a backup."
    ),
}
"""Codes of `db`: store, keys, backup, audit chain and conflicts."""
