"""The `cart-ward` commands: arguments in, exit code out; no Qt unless a window is asked for.

`commands` and `window` are imported by what needs them: each loads libraries the other has no
use for.
"""

# ruff: noqa: PLC0415 - see above

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from getpass import getpass
from pathlib import Path
from typing import NoReturn

from cart_ward import __version__, app
from cart_ward.errors import CartWardError, NotAllowed, Unavailable
from cart_ward.i18n import LANGUAGES, _, set_language, wording
from cart_ward.runtime.settings import Settings

DONE, FOUND, REFUSED = 0, 1, 2
PROBE = "CART_WARD_PROBE"
"""With this variable a window says when it is painted and usable, and closes: for measuring."""
SECRET_FILE_VARIABLE = "CART_WARD_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        sentence = _("The command was not understood: {problem}. Nothing was done.")
        self.exit(REFUSED, sentence.format(problem=message) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a check found something, 2 refused."""
    parsed = _parser().parse_args(arguments)
    if parsed.lang is not None:
        set_language(parsed.lang)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except CartWardError as error:
        _complain(error)
        return REFUSED
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is left to say, to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return REFUSED


def _complain(error: CartWardError) -> None:
    zone = Settings().zone_info
    lines = [wording.say_in(zone, error.code, error.facts)]
    lines += [wording.say_in(zone, finding.code, finding.facts) for finding in error.findings]
    sys.stderr.write(" ".join(dict.fromkeys(lines)) + "\n")  # a sentence is said once


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _common() -> _Parser:
    """Return what may stand before and after the name of a command.

    Made anew for each parser: a default set on one would be the default of all, and what was typed
    before the name would be forgotten.
    """
    common = _Parser(add_help=False)
    common.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR")
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    return common


def _parser() -> _Parser:
    parser = _Parser(prog="cart-ward", parents=[_common()])
    parser.add_argument("--version", action="version", version=f"cart-ward {__version__}")
    parser.set_defaults(run=_window, data=None, lang=None)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> _Parser:
        added: _Parser = commands.add_parser(name, parents=[_common()], help=text, description=text)
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "open a practice ward made from published courses")
    demo.add_argument("--speed", type=float, default=1.0, help="how fast its clock runs")
    demo.add_argument("--fresh", action="store_true", help="make the practice ward anew")
    replay = command("replay", _replay, "play a published course into a practice store")
    replay.add_argument("course", type=Path, metavar="COURSE.toml")
    replay.add_argument("--until", metavar="HOUR")
    replay.add_argument("--start", metavar="TIME", default="2026-01-05T10:00")
    replay.add_argument("--json", action="store_true", help="one JSON object a line")
    handover = command("handover", _handover, "print the ward sheet, or one patient's page")
    handover.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    handover.add_argument("--at", metavar="TIME")
    handover.add_argument("--patient", metavar="ID", help="hospital number")
    rules = command("check-rules", _check_rules, "run case files against the rules")
    rules.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command("verify", _verify, "check store, audit chain and signed sheets")
    backup = command("backup", _backup, "make a verified copy")
    backup.add_argument("--to", type=Path, metavar="DIR")
    restore = command("restore", _restore, "bring a verified copy back")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--recovery-code", action="store_true", help="ask for the ward's recovery code"
    )
    return parser


def _options(parsed: argparse.Namespace, *, practice: bool = False) -> app.Options:
    return app.Options(
        data=parsed.data, language=parsed.lang, practice=practice, passphrase=_passphrase
    )


def _passphrase() -> str:
    """Return the ward passphrase from its file or from the terminal."""
    place = os.environ.get(SECRET_FILE_VARIABLE)
    if place is None:
        return getpass(_("Ward passphrase: "))
    try:
        return Path(place).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("file.unreadable", file=place) from error


def _window(parsed: argparse.Namespace) -> int:
    from cart_ward import window

    return window.run_window(_options(parsed), window.Window(probe=PROBE in os.environ))


def _demo(parsed: argparse.Namespace) -> int:
    if not 0 < parsed.speed <= 3600:
        raise NotAllowed("demo.speed", value=parsed.speed)
    from cart_ward import window

    how = window.Window(speed=parsed.speed, fresh=parsed.fresh, probe=PROBE in os.environ)
    return window.run_window(_options(parsed, practice=True), how)


def _replay(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    until = None if parsed.until is None else _hour(parsed.until)
    for line in commands.replay(_options(parsed), parsed.course, until, _moment(parsed.start)):
        if not parsed.json:
            _say(line.told)
        elif line.values["event"]:
            _say(json.dumps(line.values, ensure_ascii=False))
    return DONE


def _hour(text: str) -> Decimal:
    try:
        hour = Decimal(text)
    except InvalidOperation as error:
        raise NotAllowed("hour.malformed", value=text) from error
    if not hour.is_finite():
        raise NotAllowed("hour.malformed", value=text)
    return hour


def _moment(text: str) -> datetime:
    """Return a time as typed; without an offset it is meant in the ward's zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotAllowed("time.malformed", value=text) from error
    if not 1900 <= at.year < 3000:  # what lies days before or after it must be a date too
        raise NotAllowed("time.malformed", value=text)
    return at


def _handover(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    at = None if parsed.at is None else _moment(parsed.at)
    commands.print_handover(_options(parsed), parsed.out, at, parsed.patient)
    return DONE


def _check_rules(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    code = DONE
    for result in commands.check_rules(parsed.files):
        if isinstance(result, CartWardError):
            _complain(result)
            code = REFUSED
            continue
        for line in result.lines:
            _say(line)
        code = max(code, FOUND if result.differs else DONE)
    return code


def _verify(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    findings, told = commands.verify(_options(parsed))
    for finding in findings:
        _say(wording.say(finding.code, **finding.facts))
    if not findings:
        _say(told)
    return FOUND if findings else DONE


def _backup(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    _say(str(commands.back_up(_options(parsed), parsed.to)))
    return DONE


def _restore(parsed: argparse.Namespace) -> int:
    from cart_ward import commands

    code = getpass(_("Recovery code: ")) if parsed.recovery_code else None
    commands.restore(_options(parsed), parsed.file, code)
    _say(_("The backup {file} was restored and verified.").format(file=parsed.file.name))
    return DONE
