"""What words deny: 未建立台账 denies 建立台账, and 无台账 that there is one.

Receives words of a condition; promises the words behind the denial, without those that only end it.
"""

import re

NOT = re.compile("(?:出现|存在|有|发生)?(?:没有|没能|未能|没|未|不)(?P<core>.*)")
LACKS = re.compile(rf"{NOT.pattern}|无(?![线偿障烟缝害故证主人机])(?P<lacked>.*)")
"""Denials of what is there, too: 无台账 behind 台账齐全."""
_ENDING = re.compile("(?:的|者|则|现象|情况|行为|的?单位|的?部门)$")


def denied(denial: re.Pattern[str], words: str) -> str | None:
    """Return what words deny; None where they deny nothing."""
    match = denial.fullmatch(stem(words))
    return None if match is None else match["core"] or match.groupdict().get("lacked") or ""


def stem(words: str) -> str:
    """Return words without those that only end a condition: 未报送的单位."""
    return _ENDING.sub("", _ENDING.sub("", words))
