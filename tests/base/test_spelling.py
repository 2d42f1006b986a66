"""One key for all ways to type a name, and the way in which it is printed."""

from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.spelling import cleaned, name_key, plain, respelt

KEY = "长白县(新区)"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("长白县（新区）", "长白县（新区）"),
        (" 长白县 （新区）\u00a0", "长白县 （新区）"),
        ("长白县\u3000(新区)", "长白县 (新区)"),
        ("\ufeff长白县\u200b（新\u2060区）\u200e", "长白县（新区）"),
        ("⻓⽩县（新区）", "长白县（新区）"),
        ("长白县【新区】", "长白县【新区】"),
        ("长白县〔新\n区〕", "长白县〔新 区〕"),
        ("长白县［新区﹞", "长白县［新区﹞"),
        ("长白县\ufe00(新\U000e0100区)", "长白县(新区)"),
        ("长白县\u2009(新\u202f区\u2028)", "长白县 (新 区 )"),
    ],
)
def test_one_name_in_many_spellings(typed: str, printed: str) -> None:
    assert name_key(typed) == KEY
    assert cleaned(typed) == printed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("阿·勒泰市", "阿•勒泰市"),
        ("二〇三所", "二○三所"),
        ("“三公”经费", '"三公"经费'),
        ("A－B 公司", "A–B公司"),
        ("\uf9f4区", "林区"),
        ("cafe\u0301", "caf\u00e9"),
        ("ＡＢＣ公司", "ABC公司"),
        ("第Ⅱ组", "第II组"),
        ("ｶﾞ店", "ガ店"),
    ],
)
def test_look_alikes(left: str, right: str) -> None:
    assert name_key(left) == name_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲①", "甲1"),
        ("甲²", "甲2"),
        ("A组", "a组"),
        ("甲局", "甲局本级"),
        ("一组", "二组"),
        ("甲.1", "甲1"),
        ("土局", "士局"),
    ],
)
def test_other_names(left: str, right: str) -> None:
    assert name_key(left) != name_key(right)


def test_no_sign_is_lost_or_changes_again() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE0200)):
        text = f"甲{chr(code)}b"
        for form in (cleaned, plain, name_key):
            assert form(form(text)) == form(text), hex(code)
        seen = category(chr(code))[0] in "LNPS" and code not in (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)
        assert not seen or len(name_key(text)) >= 3, hex(code)


@given(st.text(), st.text())
def test_forms_build_on_each_other(left: str, right: str) -> None:
    text = left + right
    for form in (cleaned, plain, name_key):
        assert form(form(text)) == form(text) == normalize("NFC", form(text))
    assert name_key(cleaned(text)) == name_key(plain(text)) == name_key(text)


def test_width_and_spaces_around_are_no_other_spelling() -> None:
    assert not respelt(" 甲（１）\u00a0", "甲(1)")
    assert respelt("甲 局", "甲局") and respelt("甲局\u200b", "甲局") and respelt("甲【1】", "甲（1）")
    assert not respelt("报送\n条 数", "报送条数", in_layout=True)
    assert respelt("报送\u200b条数", "报送条数", in_layout=True)
