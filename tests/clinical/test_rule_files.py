"""Rule files are read strictly, and what is wrong is named by its field."""

import tomllib
from datetime import date, time, timedelta

import pytest

from cart_ward.clinical import rule_files
from cart_ward.clinical.protocol import Anchor
from cart_ward.clinical.vocabulary import Check
from cart_ward.errors import NotAllowed
from cart_ward.i18n import wording
from cart_ward.runtime import paths
from tests.clinical.monitored import PROTOCOL, SOURCE, product_toml

PRODUCTS = sorted((paths.resources() / "products").glob("*.toml"))


def _refused(text: str) -> tuple[str, str]:
    with pytest.raises(NotAllowed) as refusal:
        rule_files.read_protocol(text)
    assert refusal.value.code == "rules.malformed"
    assert refusal.value.facts["where"] == "protocol"
    assert "{" not in wording.say(refusal.value.code, **refusal.value.facts)
    return str(refusal.value.facts["field"]), str(refusal.value.facts["problem"])


def test_default_protocol_is_the_table_of_the_schedule() -> None:
    """The shipped file holds windows, phases, states and calls as decided."""
    vitals = {
        key: rule.every for key, asked in PARTS for rule in asked if rule.check is Check.VITALS
    }

    assert PROTOCOL.early_fraction == 25
    assert PROTOCOL.early_max == timedelta(minutes=30)
    assert PROTOCOL.late_max == timedelta(minutes=60)
    assert PROTOCOL.very_late_percent == 50
    assert PROTOCOL.step_down_after == timedelta(hours=24)
    minutes = {key: every and every // timedelta(minutes=1) for key, every in vitals.items()}
    assert minutes == {
        "pre_infusion": 1440,
        "infusion": 15,
        "hour_1": 15,
        "hour_2": 30,
        "hours_3_to_6": 60,
        "day_0_to_7": 240,
        "day_8_to_14": 240,
        "from_day_15": 360,
        "crs_1": 120,
        "crs_2": 60,
        "crs_3_4": 15,
        "icans_1": 120,
        "icans_2": 60,
        "icans_3_4": 60,
        "after_tocilizumab": 15,
        "news2_medium": 60,
        "news2_high": 30,
    }


def test_clock_rows_and_offsets_are_read() -> None:
    """Neuro checks at 06, 14, 22; grades 2, 4 and 8 h after tocilizumab."""
    rules = dict(PARTS)
    [neuro] = [r for r in rules["day_0_to_7"] if r.check is Check.NEURO]
    [grade] = [r for r in rules["after_tocilizumab"] if r.check is Check.GRADE]

    assert neuro.at_times == (time(6), time(14), time(22))
    assert grade.offsets == tuple(timedelta(hours=h) for h in (2, 4, 8))
    assert PROTOCOL.phases[0].counted_from is Anchor.ADMISSION


def test_every_phase_state_trigger_and_role_has_its_sentence() -> None:
    """Screens and sheets can say why a check is due and whom to call."""
    for key, _rules in PARTS:
        assert wording.knows(f"state.{key}")
    for escalation in PROTOCOL.escalations:
        assert wording.knows(f"trigger.{escalation.trigger}")
        assert wording.knows(f"call.why.{escalation.trigger}")
        assert all(wording.knows(f"role.{role}") for role in escalation.roles)
        assert all(wording.knows(f"call.who.{role}") for role in escalation.roles)


PARTS = [(phase.key, phase.rules) for phase in PROTOCOL.phases] + [
    (state.key, state.rules) for state in PROTOCOL.states
]

WRONG = [
    pytest.param("[[phase", "", "TOML", id="no TOML at all"),
    pytest.param('name = "axi_cel_default"', "", "name", id="a missing field"),
    pytest.param("schema = 1", "schema = 2", "schema", id="another schema"),
    pytest.param('kind = "protocol"', 'kind = "product"', "kind", id="another kind"),
    pytest.param("schema = 1", "schema = 1\ncolour = 3", "colour", id="an unknown field"),
    pytest.param("on_time_percent = 25", 'on_time_percent = "25"', "on_time_percent", id="text"),
    pytest.param("on_time_percent = 25", "on_time_percent = 50", "protocol", id="late is too late"),
    pytest.param('"24 h"\n# Stands', '"1 day"\n# Stands', "step_down_after", id="in words"),
    pytest.param('"24 h"\n# Stands', '"0 h"\n# Stands', "step_down_after", id="no length"),
    pytest.param('"24 h"\n# Stands', "24\n# Stands", "step_down_after", id="a bare number"),
    pytest.param('key = "hour_1"', 'key = "Hour 1"', "phase.3.key", id="a key with a space"),
    pytest.param('key = "hour_1"', 'key = "infusion"', "protocol", id="the same key twice"),
    pytest.param(
        'counted_from = "start"', 'counted_from = "dawn"', "phase.2.counted_from", id="no anchor"
    ),
    pytest.param(
        '"vitals", every = "6 h"', '"vital", every = "6 h"', "phase.8.rule.1.check", id="no check"
    ),
    pytest.param(
        '"vitals", every = "6 h"', '"vitals"', "phase.8.rule.1", id="a rule that says no time"
    ),
    pytest.param(
        '"vitals", every = "6 h"',
        '"vitals", every = "6 h", at = [06:00:00]',
        "phase.8.rule.1",
        id="a rule that says two times",
    ),
    pytest.param(
        '"vitals", every = "6 h"',
        '"vitals", every = "6 h", for_first = "1 h"',
        "phase.8.rule.1",
        id="for_first without then",
    ),
    pytest.param(
        '"vitals", every = "6 h"',
        '"vitals", every = "6 h", on_change = true',
        "phase.8.rule.1",
        id="on_change of another check",
    ),
    pytest.param(
        "at = [06:00:00, 14:00:00, 22:00:00]",
        "at = [06:00:00], once = true",
        "phase.6.rule.2",
        id="once at a clock time",
    ),
    pytest.param(
        "at = [06:00:00, 14:00:00, 22:00:00]",
        "at = [14:00:00, 06:00:00]",
        "phase.6.rule.2",
        id="clock times out of order",
    ),
    pytest.param(
        "at = [06:00:00, 14:00:00, 22:00:00]",
        'offsets = ["2 h"]',
        "phase.6",
        id="offsets in a phase",
    ),
    pytest.param('from = "6 h"\nuntil_day = 7', "until_day = 7", "phase.6", id="days from nowhere"),
    pytest.param(
        'from = "0 min"\nuntil = "1 h"', "from_day = 1", "phase.3", id="days after the end"
    ),
    pytest.param('until = "6 h"', "", "phase.5", id="hours without an end"),
    pytest.param('scale = "CRS"\ngrades = [1]', "", "state.1", id="a state of nothing"),
    pytest.param("grades = [1]", "grades = []", "state.1", id="a scale without grades"),
    pytest.param("grades = [1]", "grades = [5]", "state.1", id="a proposed grade of 5"),
    pytest.param("grades = [1]", "grades = [0]", "state.1.grades.1", id="a state of grade 0"),
    pytest.param('lasts = "1 h"', "", "state.7", id="after a drug without an end"),
    pytest.param(
        'grades = [3, 4]\nrule = [\n  { check = "vitals", every = "15 min" },',
        'grades = [3, 4]\nrule = [\n  { check = "vitals", offsets = ["2 h"] },',
        "state.3",
        id="offsets after no drug",
    ),
    pytest.param("within_min = 15", "within_min = -1", "escalation.1.within_min", id="before now"),
    pytest.param('roles = ["ward_doctor"]', "roles = []", "escalation.1.roles", id="nobody"),
    pytest.param("from_day = 15", "from_day = 15\nuntil_day = 28", "protocol", id="no last phase"),
    pytest.param(
        '  { check = "grade", every = "24 h" },\n',
        "# gone\n",
        "protocol",
        id="a last phase without grades",
    ),
]


@pytest.mark.parametrize(("found", "put", "field"), WRONG)
def test_malformed_protocol_is_refused_by_field(found: str, put: str, field: str) -> None:
    """One thing wrong, and the refusal names it."""
    text = SOURCE.replace(found, put or "# gone", 1) if put or found != "[[phase" else found

    assert text != SOURCE
    assert _refused(text)[0] == field


@pytest.mark.parametrize("path", PRODUCTS, ids=[path.stem for path in PRODUCTS])
def test_shipped_product_is_sound(path: object) -> None:
    """Each product file can be read, names itself as its file does, and cites a source."""
    [found] = [p for p in PRODUCTS if p == path]

    product = rule_files.read_product(found.read_text(encoding="utf-8"))

    assert product.code.replace("-", "_") == found.stem
    assert product.name.startswith(product.name_en)
    assert product.do_not_relax_before_day >= 8
    assert product.source


def test_suggested_days_before_monitoring_relaxes() -> None:
    """The days of the product table; an unknown product takes the strictest."""
    days = {
        code: rule_files.read_product(product_toml(code)).do_not_relax_before_day
        for code in (
            *("axi_cel", "brexu_cel", "tisa_cel", "liso_cel", "relma_cel", "ide_cel"),
            *("cilta_cel", "eque_cel", "zevor_cel", "obe_cel", "other"),
        )
    }

    assert list(days.values()) == [10, 10, 12, 12, 12, 8, 14, 14, 14, 10, 14]


def test_leaflet_date_is_a_date() -> None:
    """The leaflet in hand is typed in with its date."""
    text = product_toml("axi_cel") + "leaflet_date = 2026-03-01\n"

    assert rule_files.read_product(text).leaflet_date == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("found", "put", "field"),
    [
        pytest.param('code = "axi-cel"', 'code = "Axi Cel"', "code", id="code with a space"),
        pytest.param("= 10", "= -1", "do_not_relax_before_day", id="a negative day"),
        pytest.param("= 10", '= "ten"', "do_not_relax_before_day", id="a day in words"),
        pytest.param('version = "', 'colour = "', "version", id="no version"),
    ],
)
def test_malformed_product_is_refused_by_field(found: str, put: str, field: str) -> None:
    """One thing wrong, and the refusal names it."""
    with pytest.raises(NotAllowed) as refusal:
        rule_files.read_product(product_toml("axi_cel").replace(found, put, 1))

    assert refusal.value.facts["where"] == "product"
    assert refusal.value.facts["field"] == field


def test_shipped_files_say_that_they_are_proposals() -> None:
    """The default protocol names itself with a version."""
    content = tomllib.loads(SOURCE)

    assert (content["name"], content["version"]) == (PROTOCOL.name, PROTOCOL.version)
