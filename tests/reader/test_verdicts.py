"""No gold sentence is read wrongly, and a verdict that changes is shown in verdicts.txt."""

import pytest

from tests.reader.gold.entries import FILES
from tests.reader.judging import Verdict
from tests.reader.verdicts import FROZEN, UNSEEN, frozen, lines, verdicts

NAMES = [path.stem for path in FILES]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_read_wrongly(name: str) -> None:
    wrong = [where for where, verdict in verdicts(name) if verdict is Verdict.WRONG]
    assert (len(wrong) if name in UNSEEN else wrong) in (0, [])


@pytest.mark.parametrize("name", NAMES)
def test_verdicts_are_the_frozen_ones(name: str) -> None:
    assert lines(name) == frozen(name)


def test_every_frozen_file_is_a_gold_file() -> None:
    titles = [block.strip().splitlines()[0] for block in FROZEN.read_text(encoding="utf-8").split("\n\n")]
    assert titles[1:] == NAMES


def test_wrong_is_never_frozen() -> None:
    assert not any(line.startswith(Verdict.WRONG) for line in FROZEN.read_text(encoding="utf-8").splitlines())
