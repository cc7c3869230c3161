"""Make the sounds of the program: a few soft notes, a third of a second, nothing else.

    python -m tools.build_sounds

They belong to the program and are made here alone, so that no licence need be looked for.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
Notes = tuple[tuple[float, float], ...]

NOTES: dict[str, Notes] = {
    "new_high": ((880.0, 0.15), (1174.66, 0.22)),
    "scan_read": ((1567.98, 0.09),),
    "scan_refused": ((392.0, 0.11), (293.66, 0.16)),
}
"""Pitch in hertz and length in seconds. The alarm carries over the hum of a ward and rises; what
answers a scan is shorter: one high note, or two low ones that fall.
"""

OVERTONE = 0.35
LOUD = 0.55
EDGE = 0.012
"""Seconds in which a note swells and fades, so that it does not click."""

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sounds"


def samples(notes: Notes) -> list[int]:
    """Return notes as 16-bit samples."""
    found: list[int] = []
    for pitch, length in notes:
        count = round(length * RATE)
        for number in range(count):
            at = number / RATE
            swell = min(1.0, at / EDGE, (length - at) / EDGE) * math.exp(-4.0 * at)
            tone = math.sin(math.tau * pitch * at) + OVERTONE * math.sin(math.tau * 2 * pitch * at)
            found.append(round(LOUD * swell * tone / (1 + OVERTONE) * 32_767))
    return found


def write(target: Path, notes: Notes) -> None:
    """Write one sound."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        found = samples(notes)
        file.writeframes(struct.pack(f"<{len(found)}h", *found))


if __name__ == "__main__":
    for name, notes in NOTES.items():
        write(TARGET / f"{name}.wav", notes)
        print(TARGET / f"{name}.wav")
