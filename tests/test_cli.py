"""The commands: exit codes, one clear sentence, JSON lines, nothing lost."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from cart_ward.cli import main
from cart_ward.practice import courses
from cart_ward.runtime import paths

COURSES = sorted((paths.resources() / "practice").glob("*.toml"))
PROSTATE = paths.resources() / "practice" / "psca_prostate_low_grade.toml"
CASES = paths.resources() / "cases"


def json_lines(text: str) -> list[dict[str, object]]:
    """Return the JSON objects of an output, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def grade(line: dict[str, object], scale: str) -> object:
    """Return the proposed grade of a line."""
    graded = line[scale.lower()]
    assert isinstance(graded, dict)
    return graded["grade"]


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_every_course_replays_to_its_grades(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At each hour of a published grade row the proposal is that grade."""
    code = main(["replay", str(path), "--json"])

    output = capsys.readouterr()
    lines = json_lines(output.out)
    last_of_hour = {Decimal(str(line["hour"])): line for line in lines}
    course = courses.read(path)
    proposed = [(r.hour, r.scale, grade(last_of_hour[r.hour], r.scale)) for r in course.astct]
    assert (code, output.err) == (0, "")
    assert proposed == [(row.hour, row.scale, row.grade) for row in course.astct]


def test_a_json_line_holds_what_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Keys and types of a line are fixed, times carry the ward's offset."""
    path = paths.resources() / "practice" / "tisacel_leukaemia_22m_iechs.toml"

    main(["replay", str(path), "--json", "--until", "60", "--start", "2026-03-01T08:30"])

    lines = json_lines(capsys.readouterr().out)
    after_two = lines[-1]
    assert [sorted(line) for line in lines] == [
        sorted(("hour", "at", "event", "crs", "icans", "news2", "tocilizumab", "due"))
    ] * len(lines)
    assert lines[0]["at"] == "2026-03-01T08:30:00+08:00"
    assert after_two["tocilizumab"] == {"given": 2, "next_from": "2026-03-04T02:30:00+08:00"}
    assert {type(line["news2"]) for line in lines} == {int, type(None)}
    due = after_two["due"]
    assert isinstance(due, list)
    assert {"check", "at", "why"} == set(due[0])
    assert {check["check"] for check in due} >= {"vitals", "neuro"}


def test_hours_do_not_go_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines come in order of the hour."""
    main(["replay", str(PROSTATE), "--json"])

    hours = [Decimal(str(line["hour"])) for line in json_lines(capsys.readouterr().out)]

    assert hours == sorted(hours)


def test_what_the_authors_say_stands_beside_the_proposal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where the published grade differs, both are told and charted."""
    main(["replay", str(PROSTATE), "--until", "96"])

    told = capsys.readouterr().out
    assert "the authors: CRS 2" in told
    assert "CRS 1 proposed" in told


def test_more_doses_than_the_ceiling_are_charted(capsys: pytest.CaptureFixture[str]) -> None:
    """Seven doses stand on the chart; none is lost because a rule would refuse it."""
    path = paths.resources() / "practice" / "cd19_leukaemia_12f_shock.toml"

    main(["replay", str(path), "--json"])

    last = json_lines(capsys.readouterr().out)[-1]
    assert last["tocilizumab"] == {"given": 7, "next_from": None}


def test_a_replay_can_be_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """The same lines speak the other language."""
    code = main(["replay", str(PROSTATE), "--until", "4", "--lang", "zh_CN"])

    assert code == 0
    assert "托珠单抗" in capsys.readouterr().out


def test_a_sheet_and_a_page_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ward sheet names the patient, the page its hospital number."""
    data, sheet, page = str(tmp_path / "ward"), tmp_path / "sheet.pdf", tmp_path / "page.pdf"
    main(["replay", str(PROSTATE), "--until", "100", "--data", data])
    at = ["--at", "2026-01-09T15:00"]

    codes = [
        main(["handover", "--data", data, "--out", str(sheet), *at]),
        main(["handover", "--data", data, "--out", str(page), "--patient", "P40601", *at]),
    ]

    texts = ["\n".join(p.extract_text() for p in PdfReader(f).pages) for f in (sheet, page)]
    assert codes == [0, 0]
    assert all("P40601" in text for text in texts)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "01-Jan-2999 00:00 is still to come"), ("zh_CN", "2999-01-01 00:00 尚未到来")],
)
def test_a_sheet_of_the_future_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    """One sentence that says what to do instead, and no file."""
    data, sheet = str(tmp_path / "ward"), tmp_path / "sheet.pdf"
    main(["replay", str(PROSTATE), "--until", "10", "--data", data])
    command = ["handover", "--data", data, "--out", str(sheet), "--lang", language]

    assert main([*command, "--at", "2999-01-01T00:00"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "--at" in told
    assert not sheet.exists()


def test_the_present_of_a_practice_ward_is_where_it_was_left(tmp_path: Path) -> None:
    """A replay of next century: its last entry is now, a minute later is not."""
    data, sheet = str(tmp_path / "ward"), tmp_path / "sheet.pdf"
    start = ["--start", "2101-01-05T10:00"]
    main(["replay", str(PROSTATE), "--until", "10", "--data", data, *start])
    command = ["handover", "--data", data, "--out", str(sheet)]

    codes = [main([*command, "--at", at]) for at in ("2101-01-05T10:00", "2101-01-06T12:00")]
    assert codes == [0, 2]
    assert main(command) == 0


def test_cases_that_agree_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a file: name, kind, number of cases."""
    code = main(["check-rules", *(str(path) for path in sorted(CASES.glob("*.json")))])

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "grading.json\tgrading\t81",
        "news2.json\tnews2\t36",
        "tocilizumab.json\ttocilizumab\t50",
    ]


def test_the_highest_code_of_several_files_wins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A difference is 1, an unreadable file 2, and the readable ones are still checked."""
    wrong = tmp_path / "wrong.json"
    text = (CASES / "news2.json").read_text(encoding="utf-8")
    wrong.write_text(text.replace('"total": 0', '"total": 1', 1), encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")

    differs = main(["check-rules", str(wrong)])
    lines = capsys.readouterr().out.splitlines()
    refused = main(["check-rules", str(broken), str(wrong)])

    output = capsys.readouterr()
    assert (differs, refused) == (1, 2)
    assert lines == output.out.splitlines() == ["N01\ttotal\t1\t0"]
    assert "broken.json" in output.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["replay", "nowhere.toml"],
        ["replay", str(PROSTATE), "--until", "soon"],
        ["replay", str(PROSTATE), "--until", "nan"],
        ["replay", str(PROSTATE), "--start", "tomorrow"],
        ["replay", str(PROSTATE), "--start", "0001-01-01T00:00+14:00"],
        ["replay", str(PROSTATE), "--start", "9999-12-31T23:00Z"],
        ["handover", "--data", "{empty}", "--out", "{empty}/x.pdf"],
        ["verify", "--data", "{empty}"],
        ["verify", "--data", "{foreign}"],
        ["replay", str(PROSTATE), "--data", "{foreign}"],
        ["check-rules", "{foreign}"],
        ["restore", "{foreign}/other.txt", "--data", "{empty}"],
        ["demo", "--speed", "0"],
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[-2:])[:60],
)
def test_bad_input_is_one_sentence_and_exit_2(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback: what happened, what is safe, what to do next."""
    empty, foreign = tmp_path / "empty", tmp_path / "foreign"
    empty.mkdir()
    foreign.mkdir()
    (foreign / "other.txt").write_text("somebody else's", encoding="utf-8")
    filled = [a.format(empty=empty, foreign=foreign) if "{" in a else a for a in arguments]

    code = main(filled)

    output = capsys.readouterr()
    assert code == 2
    assert output.out == ""
    assert output.err.strip().endswith(".")
    assert "Traceback" not in output.err
    assert (foreign / "other.txt").read_text(encoding="utf-8") == "somebody else's"


@pytest.mark.parametrize("arguments", [["sing"], ["handover"], ["--lang", "fr"], ["replay"]])
def test_arguments_that_are_not_understood_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The parser's complaint stands inside a sentence of ours."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)

    assert stop.value.code == 2
    assert "Nothing was done." in capsys.readouterr().err


def test_the_store_of_a_replay_is_sound(tmp_path: Path) -> None:
    """Integrity, chain and head hold after a replay, and a backup comes back whole."""
    data, copies = str(tmp_path / "ward"), tmp_path / "copies"
    main(["replay", str(PROSTATE), "--until", "30", "--data", data])

    codes = [
        main(["verify", "--data", data]),
        main(["backup", "--data", data, "--to", str(copies)]),
    ]
    (copy,) = copies.glob("*.db")
    codes.append(main(["restore", str(copy), "--data", str(tmp_path / "back")]))
    codes.append(main(["verify", "--data", str(tmp_path / "back")]))

    assert codes == [0, 0, 0, 0]


def test_folder_and_language_may_stand_before_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is typed before the name of a command holds as what is typed behind it."""
    ward = tmp_path / "ward"
    codes = [
        main(["--data", str(ward), "replay", str(PROSTATE), "--until", "4"]),
        main(["--lang", "zh_CN", "verify", "--data", str(ward)]),
        main(["--data", str(tmp_path / "none"), "--lang", "zh_CN", "verify"]),
    ]
    told = capsys.readouterr()

    assert codes == [0, 0, 2]
    assert any(ward.glob("*.db"))
    assert "审计" in told.out
    assert "没有病区数据" in told.err


def test_a_sheet_that_cannot_be_written_names_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is the sheet that has no place, not the ward."""
    ward, sheet = tmp_path / "ward", tmp_path / "none" / "sheet.pdf"
    main(["replay", str(PROSTATE), "--until", "4", "--data", str(ward)])

    code = main(["handover", "--data", str(ward), "--out", str(sheet)])

    assert code == 2
    assert str(sheet) in capsys.readouterr().err


def test_what_is_damaged_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No code of ours stands in what a person reads."""
    ward = tmp_path / "ward"
    main(["replay", str(PROSTATE), "--until", "4", "--data", str(ward)])
    store = next(ward.glob("*.db"))
    with store.open("r+b") as file:
        file.seek(9000)
        file.write(b"damaged")

    code = main(["verify", "--data", str(ward)])

    assert code == 1
    assert "The ward's file is damaged" in (said := capsys.readouterr().out)
    assert "store." not in said
