"""Words are found by what is typed of them: Chinese, full pinyin, initials, and mixtures."""

import pytest

from creditdsl.server.pinyin.syllables import readings, spelled
from creditdsl.server.pinyin.typed_match import Extent, match
from creditdsl.syntax.keywords import keywords

WHOLE, BEGINNING, INSIDE = Extent.WHOLE, Extent.BEGINNING, Extent.INSIDE


@pytest.mark.parametrize(
    ("typed", "text", "extent"),
    [
        ("kh", "考核", WHOLE),
        ("kaohe", "考核", WHOLE),
        ("考核", "考核", WHOLE),
        ("kaoh", "考核", WHOLE),
        ("xx", "信息条数", BEGINNING),
        ("xinx", "信息条数", BEGINNING),
        ("信xi", "信息条数", BEGINNING),
        ("ts", "信息条数", INSIDE),
        ("xian", "西安", WHOLE),
        ("cz", "长治", WHOLE),
        ("zz", "长治", WHOLE),
        ("hgl", "合格率", WHOLE),
        ("KH", "考核", WHOLE),
        ("xyzgmd", "“信用中国”名单", WHOLE),
        ("q3m", "前3名", WHOLE),
        ("qm", "前3名", WHOLE),
        ("", "考核", BEGINNING),
    ],
)
def test_matches(typed: str, text: str, extent: Extent) -> None:
    matched = match(typed, text)
    assert matched is not None and matched.extent is extent


@pytest.mark.parametrize(
    ("typed", "text"),
    [("khh", "考核"), ("hk", "考核"), ("xs", "信息条数"), ("xyzmd", "“信用中国”名单"), ("q4m", "前3名")],
)
def test_does_not_match(typed: str, text: str) -> None:
    assert match(typed, text) is None


def test_a_chief_reading_is_better() -> None:
    chief, rare = match("zz", "长治"), match("cz", "长治")
    assert chief is not None and rare is not None and chief < rare


def test_every_keyword_can_be_typed() -> None:
    spellings = {spelling for word in keywords().words.values() for spelling in (*word.spellings, *word.shapes)}
    assert not [char for text in spellings for char in text if "一" <= char <= "鿿" and not readings(char)]


def test_a_word_is_spelled() -> None:
    assert spelled("合格率95%", initials=False) == "hegelv95%"
    assert spelled("合格率", initials=True) == "hgl"


def test_every_common_character_has_a_reading() -> None:
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    common = "".join(code.decode("gb2312", "ignore") for code in codes)
    assert len(common) == 6763 and not [char for char in common if not readings(char)]
    assert readings("率") == ("lv", "lve", "shuai") and readings("，") == ()
