"""The layers of the architecture hold, and commands without a window need no Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is not to be loaded here")

sys.meta_path.insert(0, NoQt())
from cart_ward.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_layers_hold() -> None:
    """import-linter finds every contract of pyproject.toml kept."""
    found = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 0, found.stdout[-3000:]


def without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with Qt made unimportable."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_commands_without_a_window_need_no_qt(tmp_path: Path) -> None:
    """Replay, handover, verify, backup and check-rules run where Qt is missing."""
    course = ROOT / "resources" / "practice" / "psca_prostate_low_grade.toml"
    data, sheet = str(tmp_path / "practice"), tmp_path / "sheet.pdf"

    runs = [
        without_qt("replay", str(course), "--until", "12", "--data", data),
        without_qt("handover", "--data", data, "--out", str(sheet), "--at", "2026-01-05T23:00"),
        without_qt("verify", "--data", data),
        without_qt("backup", "--data", data, "--to", str(tmp_path / "copies")),
        without_qt("check-rules", str(ROOT / "resources" / "cases" / "news2.json")),
    ]

    assert [(run.returncode, run.stderr) for run in runs] == [(0, "")] * 5
    assert sheet.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("path", sorted((ROOT / "cart_ward").rglob("*.py")), ids=lambda p: p.name)
def test_no_file_is_longer_than_four_hundred_lines(path: Path) -> None:
    """A longer file is split where its subject splits."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
