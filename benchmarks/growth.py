"""Does the cost grow with the history? The same acts over one tenth of the years and over all."""

from collections.abc import Iterator

from benchmarks.figures import Figure, Target, Timed, alternating
from benchmarks.patient import Opener
from benchmarks.place import Place
from benchmarks.reading import read_board
from benchmarks.signing import BLOCK, Signer

FLAT = Target(times_floor=1.2)


def figures(short: Place, long: Place, years: tuple[float, float], times: int) -> Iterator[Figure]:
    """Measure signing, the board and the patient page over both stores by turns."""
    signers = Signer(short), Signer(long)
    openers = Opener(short), Opener(long)
    pairs: tuple[tuple[str, Timed, Timed, int], ...] = (
        ("sign", signers[1].sign, signers[0].sign, times),
        ("board read", lambda: read_board(long), lambda: read_board(short), times),
        (
            "patient from the file",
            openers[1].from_the_file,
            openers[0].from_the_file,
            max(times // 10, 3),
        ),
    )
    for name, work, floor, count in pairs:
        samples, floors = alternating(count, work, floor, block=BLOCK)
        yield Figure(
            name=f"{name}, {years[0]:g} -> {years[1]:g} years",
            samples=samples,
            floor_name=f"the same over {years[0]:g} years of history",
            floor=floors,
            target=FLAT,
            note=f"Over {years[1]:g} years.",
        )
    for opener in openers:
        opener.close()
