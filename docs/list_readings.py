"""Lists the readings of characters in creditdsl/server/pinyin/readings.txt: `python docs/list_readings.py`.

Receives the package pypinyin, in an environment of its own; promises for each syllable, without tones, the characters
that are read so, the same bytes for the same version. Its own step, and not part of any test or build, because the
package is a hundred times as large as what is kept, and no run of the program needs it.

    chang 厂场偿…|长裳…     what is chiefly read so, then what is also read so
"""

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

PACKAGE = Path(__file__).parents[1] / "creditdsl"
KEPT = PACKAGE / "server" / "pinyin" / "readings.txt"
RARE = PACKAGE / "publish" / "fonts" / "characters.txt"


def main() -> None:
    chiefly: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for char in characters():
        (first, *others) = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
        chiefly[first].append(char)
        for other in others:
            also[other].append(char)
    syllables = sorted(one for one in {*chiefly, *also} if one.isascii())
    lines = [f"{one} {''.join(chiefly[one])}|{''.join(also[one])}" for one in syllables]
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{KEPT.name}: {len(lines)} syllables, {KEPT.stat().st_size:,} bytes")


def characters() -> list[str]:
    """Return the characters of GB 2312, what 通用规范汉字表 has beyond it, and the zero."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    common = "".join(code.decode("gb2312", "ignore") for code in codes)
    return [*common, *"".join(RARE.read_text(encoding="utf-8").split()), "〇"]


if __name__ == "__main__":
    main()
