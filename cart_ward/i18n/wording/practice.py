"""Sentences about courses, case files and the practice ward."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    "file.unreadable": N_(
        "The file {file} could not be opened. Nothing was changed. Check the name and try again."
    ),
    "file.malformed": N_(
        "{file}: {where}, field {field}: {problem} Nothing was changed. Correct the file and try "
        "again."
    ),
    "problem.syntax": N_("the file is not written as it should be ({detail})."),
    "problem.not_utf8": N_("the file is not UTF-8 text."),
    "problem.missing": N_("the field is missing."),
    "problem.unknown_field": N_("the field is not known."),
    "problem.not_whole": N_("{value} is not a whole number."),
    "problem.not_bool": N_("{value} is neither true nor false."),
    "problem.not_text": N_("{value} is not a text."),
    "problem.not_list": N_("{value} is not a list."),
    "problem.not_table": N_("{value} is not a table."),
    "problem.not_number": N_("{value} is not a number."),
    "problem.too_low": N_("{value} is too low (limit {limit})."),
    "problem.too_high": N_("{value} is too high (limit {limit})."),
    "problem.not_allowed_value": N_("{value} is not allowed here ({limit})."),
    "problem.contradiction": N_("{detail}."),
    "problem.decimals": N_("{value} has more decimals than allowed ({limit})."),
    "problem.not_moment": N_(
        "{value} is not a time with offset in whole minutes (2026-12-05T14:00:00+08:00)."
    ),
    "problem.duplicate": N_("{value} stands here twice."),
    "problem.kind": N_("{value} is not a kind of case file (grading, tocilizumab, news2)."),
    "problem.count": N_("the file says {value} cases and holds {limit}."),
    "problem.other": N_("{detail}."),
    "practice.real_ward": N_(
        "The folder {folder} holds a real ward. Nothing was played into it. Name another folder."
    ),
    "settings.malformed": N_(
        "{file}: field {field} has a value that cannot be used ({problem}). Nothing was changed. "
        "Correct the file and start again."
    ),
    "settings.sound_not_kept": N_(
        "Whether this station rings could not be written down ({detail}). It holds until this "
        "window closes; the record is not touched. Free space on the disk and press again."
    ),
    "settings.not_kept": N_(
        "The display settings could not be written ({detail}). They hold until this window closes; "
        "the record is not touched. Free space on the disk and choose again."
    ),
    "verify.sound": N_(
        "The store is sound: pages, audit chain ({count} lines, head {head}), entries and sheets."
    ),
    "patient.unknown": N_(
        "Nobody with the number {hospital_no} is on the ward at that time. Nothing was printed. "
        "Check the number."
    ),
    "demo.speed": N_(
        "A practice clock cannot run {value} times as fast. Nothing was started. Choose more than "
        "0 and at most 3600."
    ),
    "hour.malformed": N_("{value} is not an hour. Nothing was done. Write a number, such as 96."),
    "bed.none_free": N_(
        "No bed of this practice ward is free. Nothing was played. Name another data folder."
    ),
    "time.malformed": N_("{value} is not a time. Nothing was done. Write it as 2026-01-05T10:00."),
}
