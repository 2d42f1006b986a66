"""Pairing what a file has with what it should have: rows by their keys, columns by their headings.

Rows may have been sorted, so position says little: equal keys are paired first, those at the same position before
others. A key that was changed leaves one on each side, at the same position unless rows were sorted as well.

Worked example: 丙 甲 丁 丁 against 甲 乙 丙 丁. 丁 is paired with 丁 at the same position, then 丙 and 甲 by key.
The other 丁 and 乙 are left at positions 2 and 1, so 丁 is one row too many and 乙 is lacking.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence

Pair = tuple[int | None, int | None]
"""A position in the file and one in what it should be; None where there is no counterpart."""


def paired(recorded: Sequence[Hashable], expected: Sequence[Hashable]) -> list[Pair]:
    """Return every position of both sides in exactly one pair, in the order of the file, what it lacks last."""
    partner = {at: at for at, both in enumerate(zip(recorded, expected, strict=False)) if both[0] == both[1]}
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    taken = set(partner.values())
    for at, key in enumerate(expected):
        if at not in taken:
            free[key].append(at)
    for at, key in enumerate(recorded):
        if at not in partner and free[key]:
            partner[at] = free[key].popleft()
    left = [at for at in range(len(recorded)) if at not in partner]
    right = set(range(len(expected))) - set(partner.values())
    partner.update((at, at) for at in left if at in right)
    lacking = sorted(set(range(len(expected))) - set(partner.values()))
    return [*((at, partner.get(at)) for at in range(len(recorded))), *((None, at) for at in lacking)]
