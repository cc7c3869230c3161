"""What each command without a window does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from cart_ward.app import Options, Ward, open_ward, practice_ward
from cart_ward.care import handover, monitoring, past
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.db import backup, keys, layout
from cart_ward.db import restore as restoring
from cart_ward.db import verify as checking
from cart_ward.db.backup import Restored, key_file_of
from cart_ward.db.files import write_whole
from cart_ward.errors import CartWardError, Finding, Level, NotAllowed, Unavailable, Untrusted
from cart_ward.i18n import language, set_language, wording
from cart_ward.practice import cases, courses, telling
from cart_ward.practice import replay as replaying
from cart_ward.reports import handover as ward_sheet
from cart_ward.reports import patient_page
from cart_ward.runtime import paths, settings
from cart_ward.runtime.clock import SteppedClock

PRINTED_BY = "cart-ward handover"
"""Who a sheet printed without a window names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of a replay, as JSON values and in words."""

    values: dict[str, object]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A case file that was checked: its lines of output, and whether anything differs."""

    lines: tuple[str, ...]
    differs: bool


def replay(
    options: Options, course: Path, until: Decimal | None, start: datetime
) -> Iterator[Told]:
    """Play a published course into a practice store; a temporary one without a data folder."""
    read = courses.read(course)
    with TemporaryDirectory(prefix="cart-ward-") as temporary:
        place = options.data or Path(temporary) / "practice"
        found = settings.read(place)
        set_language(options.language or found.language)
        at = start if start.tzinfo is not None else start.replace(tzinfo=found.zone_info)
        clock = SteppedClock(at - timedelta(days=400))
        ward = practice_ward(place, clock)
        try:
            for line in replaying.play(ward.desk, clock, read, at, until):
                yield Told(
                    values=replaying.as_json(line, ward.desk.zone),
                    told=telling.tell(line, ward.desk.zone),
                )
        finally:
            ward.store.close()


def check_rules(files: Iterable[Path]) -> Iterator[Result | CartWardError]:
    """Run case files against the rules; a file that cannot be read comes as its failure."""
    for path in files:
        try:
            checked = cases.check(path)
        except CartWardError as error:
            yield error
            continue
        differing = tuple(difference.line() for difference in checked.differences)
        agrees = f"{checked.name}\t{checked.kind}\t{checked.count}"
        yield Result(lines=differing or (agrees,), differs=bool(differing))


def print_handover(
    options: Options, out: Path, at: datetime | None, hospital_no: str | None
) -> None:
    """Write the ward sheet, or one patient's page, as it stood at `at` (default: now)."""
    ward = open_ward(options)
    try:
        read = monitoring.read_ward(ward.desk)
        now = _moment_of(ward, read, at)
        known = past.as_known(read, now)
        sheet = _sheet(ward, known, now, hospital_no)
    finally:
        ward.store.close()
    try:
        write_whole(out, sheet)
    except Unavailable as error:
        raise Unavailable("sheet.not_written", file=str(out)) from error


def _sheet(ward: Ward, known: WardSnapshot, now: datetime, hospital_no: str | None) -> bytes:
    zone, name, practice = ward.desk.zone, ward.settings.ward_name, ward.store.practice
    if hospital_no is None:
        whole = handover.assemble(known, now=now, zone=zone, ward_name=name, practice=practice)
        return ward_sheet.render(whole, language=language(), printed_by=PRINTED_BY)
    stay = past.admission_of(known, hospital_no)
    if stay is None:
        raise NotAllowed("patient.unknown", hospital_no=hospital_no)
    one = handover.patient_sheet(known, stay, now=now, zone=zone, ward_name=name, practice=practice)
    return patient_page.render(one, language=language(), printed_by=PRINTED_BY)


def _moment_of(ward: Ward, read: WardSnapshot, at: datetime | None) -> datetime:
    """Return `at` in the ward's zone, else now; a practice ward stands where it was left.

    What is still to come is nobody's knowledge: the sheet would call late what may yet be done.
    """
    left = past.last_recorded(read) if ward.store.practice else None
    now = ward.desk.clock.now()
    if at is None:
        return left or now
    asked = at if at.tzinfo is not None else at.replace(tzinfo=ward.desk.zone)
    present = now if left is None else max(left, now)
    if asked > present:
        raise NotAllowed("sheet.future", at=asked, now=present)
    return asked


REFUSED = frozenset({"store.wrong_key", "store.no_secret", "store.newer_schema"})
"""Why a store is not even looked into; anything else that is untrusted is something found."""


def verify(options: Options) -> tuple[tuple[Finding, ...], str]:
    """Check the whole store; return what was found and, if nothing, what holds."""
    try:
        ward = open_ward(options)
    except Untrusted as error:
        if error.code in REFUSED:
            raise
        return (Finding(field="store", level=Level.STOP, code=error.code, facts=error.facts),), ""
    store = ward.store
    try:
        findings = checking.verify_store(store.engine, store.keys.audit, store.anchor, store.sheets)
        with store.read() as reading:
            head, count = reading.audit_head()
    finally:
        store.close()
    return findings, wording.say("verify.sound", head=head, count=count)


def back_up(options: Options, to: Path | None) -> Path:
    """Make a verified copy of the store and return its file."""
    ward = open_ward(options)
    store = ward.store
    try:
        into = to or ward.folder / layout.BACKUPS
        return backup.back_up(store.engine, store.keys, ward.folder, into).path
    finally:
        store.close()


def restore(options: Options, copy: Path, recovery_code: str | None) -> Restored:
    """Bring a verified copy back in the place of a store that nobody has open.

    With the recovery code it opens on this computer from now on.
    """
    if not copy.is_file():
        raise Unavailable("file.unreadable", file=str(copy))
    place = options.folder
    known = [key_file_of(copy), place / layout.KEYS]
    asked = any(_asks(path) for path in known)
    credentials = restoring.Credentials(
        secrets=paths.station_secrets(),
        passphrase=options.passphrase() if asked else "",
        recovery_code=recovery_code,
    )
    return restoring.restore(copy, place, credentials)


def _asks(path: Path) -> bool:
    """Tell whether a key file needs the passphrase; a damaged one is no reason not to restore."""
    try:
        return path.is_file() and read_key_file(path).asks_passphrase
    except Untrusted:
        return False


def read_key_file(path: Path) -> keys.KeyFile:
    """Read a key file; `Unavailable("file.unreadable")` where it cannot be opened."""
    try:
        return keys.parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("file.unreadable", file=str(path)) from error
