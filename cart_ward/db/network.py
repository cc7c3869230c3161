"""Whether a folder lies on another computer: locks on shares are only as good as the share."""

import sys
from pathlib import Path, PureWindowsPath

_SHARED = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
_MOUNTS = Path("/proc/self/mounts")


def is_share(folder: Path, mounts: str | None = None) -> bool:
    """Tell whether a folder, existing or not, lies on a network share."""
    if str(folder).startswith("\\\\") or PureWindowsPath(folder).drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        return _remote_drive(folder)
    found = _read_mounts() if mounts is None else mounts
    return _type_at(folder.absolute(), found) in _SHARED


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _type_at(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds a folder: that of the longest mount point."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind


def _remote_drive(folder: Path) -> bool:
    """Ask Windows whether the drive is a remote one (DRIVE_REMOTE is 4)."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - on Windows alone

    return ctypes.windll.kernel32.GetDriveTypeW(f"{folder.absolute().drive}\\") == 4
