"""Rules about the source itself: tests beside modules, imports at the top, no nested event loop."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from cart_ward.clinical.entries import KINDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "cart_ward"
TESTS = ROOT / "tests"

LATE_IMPORTS = {
    "cli.py": "each command loads only what it needs",
    "app.py": "the frame is painted before the store is loaded",
    "window.py": "the frame is painted before the heavy libraries are loaded",
    "ui/opening.py": "the screens are loaded after the first paint",
    "db/migrate.py": "alembic is loaded only where steps are missing",
    "clinical/stretches.py": "pydantic is loaded with the first protocol",
    "ui/handover/pictures.py": "pypdfium2 is loaded with the first preview",
    "ui/pinyin.py": "the readings of characters are loaded on a worker, when first asked for",
    "db/network.py": "Windows only",
}


def sources() -> list[Path]:
    """Return every module of the program."""
    return sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a module's path below the package."""
    return path.relative_to(SOURCE).as_posix()


def imports_inside_functions(path: Path) -> Iterator[ast.stmt]:
    """Yield the imports that stand in a function body."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield from (n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))


def test_imports_stand_at_the_top() -> None:
    """A late import has its reason in the list above, or it moves up."""
    late = {name_of(path) for path in sources() if any(imports_inside_functions(path))}

    assert late - set(LATE_IMPORTS) == set()


def door(module: str) -> str:
    """Return the module by which another is asked; most are asked directly."""
    doors = {"dose_": "tocilizumab", "handover_": "handover"}
    return next((to for prefix, to in doors.items() if module.startswith(prefix)), module)


def test_every_clinical_module_has_its_tests() -> None:
    """What medicine says is named by a test."""
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (TESTS / "clinical").rglob("*.py")
    )

    modules = [path.stem for path in (SOURCE / "clinical").glob("*.py")]
    unnamed = [name for name in modules if name != "__init__" and door(name) not in tests]

    assert unnamed == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_dialog_nests_an_event_loop(path: Path) -> None:
    """A dialog is opened, never executed: a nested loop would hold up the alarms."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [call.func for call in calls if isinstance(call.func, ast.Attribute)]

    nested = [
        f"{ast.unparse(name)} line {name.lineno}"
        for name in names
        if name.attr in {"exec", "exec_", "processEvents"} and ast.unparse(name) != "app.exec"
    ]

    assert nested == []


def test_every_kind_of_entry_has_words_and_a_description() -> None:
    """A kind that nobody can read on the patient page would be lost to the nurse."""
    described = (SOURCE / "ui" / "patient" / "describe.py").read_text(encoding="utf-8")

    unread = [body.__name__ for body in KINDS.values() if body.__name__ not in described]
    of_the_ward = ["StockMove", "HandoverSigned"]

    assert unread == of_the_ward


def test_every_test_says_what_it_holds() -> None:
    """Each test has a docstring."""
    silent = [
        f"{path.relative_to(TESTS)}::{node.name}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and ast.get_docstring(node) is None
    ]

    assert silent == []
