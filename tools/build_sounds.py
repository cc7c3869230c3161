"""Make the one sound of the program: two soft notes, a third of a second, nothing else.

    python -m tools.build_sounds

The sound belongs to the program and is made here alone, so that no licence need be looked for.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
NOTES = ((880.0, 0.15), (1174.66, 0.22))
"""Pitch in hertz and length in seconds; both carry well over the hum of a ward."""

OVERTONE = 0.35
LOUD = 0.55
EDGE = 0.012
"""Seconds in which a note swells and fades, so that it does not click."""

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sounds" / "new_high.wav"


def samples() -> list[int]:
    """Return the notes as 16-bit samples."""
    found: list[int] = []
    for pitch, length in NOTES:
        count = round(length * RATE)
        for number in range(count):
            at = number / RATE
            swell = min(1.0, at / EDGE, (length - at) / EDGE) * math.exp(-4.0 * at)
            tone = math.sin(math.tau * pitch * at) + OVERTONE * math.sin(math.tau * 2 * pitch * at)
            found.append(round(LOUD * swell * tone / (1 + OVERTONE) * 32_767))
    return found


def write(target: Path) -> None:
    """Write the sound."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        found = samples()
        file.writeframes(struct.pack(f"<{len(found)}h", *found))


if __name__ == "__main__":
    write(TARGET)
    print(TARGET, TARGET.stat().st_size)
