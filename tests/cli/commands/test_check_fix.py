"""`check --fix` on sentences of official documents: what is certain is written as rules, and the words stay as 标准."""

import json
from pathlib import Path

import pytest

from creditdsl.cli.main import main

HEAD = """\
方案：示例
附件1 考核指标
一、信用信息（20分）
"""


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("方案.credit")


def fixed(scheme: Path, items: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, list[str]]:
    """The items of a scheme after --fix, and what was reported about it."""
    scheme.write_text(HEAD + items, encoding="utf-8")
    main(["check", "--fix", "--no-review", str(scheme)])
    text = scheme.read_text(encoding="utf-8")
    return text[text.index("（20分）\n") + 6 :].lstrip("\n"), capsys.readouterr().err.splitlines()


def test_a_sentence_becomes_rules_and_stays_as_the_standard(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, report = fixed(
        scheme,
        """\
1. 信用信息报送（10分）
依据：文件资料
  每报送1条得0.5分，最高得5分。  # 上级原文
  建立机制得2分，未建立不得分
2. 信用承诺（10分）
  承诺率 95%以上 得10 90%以上 得5
""",
        capsys,
    )
    assert (
        items
        == """\
1. 信用信息报送（10分）
标准：每报送1条得0.5分，最高得5分。建立机制得2分，未建立不得分。
依据：文件资料
  报送条数 每条得0.5 最高5  # 上级原文
  建立机制 得2

2. 信用承诺（10分）
  承诺率 95%以上 得10 90%以上 得5
"""
    )
    assert report == [
        "已改 2 处：方案.credit",
        "  第 6 行 E0220：“每报送1条得0.5分，最高得5分。”改成 报送条数 每条得0.5 最高5，原文留作“标准”",
        "  第 7 行 E0101：“建立机制得2分，未建立不得分”改成 建立机制 得2，原文留作“标准”",
    ]


def test_the_heading_is_mended_where_points_start_full(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, report = fixed(scheme, "1. 会议（10分）\n  每缺席一次扣0.5分，扣完为止\n  每迟到一次扣0.2分\n", capsys)
    assert (
        items
        == """\
1. 会议（10分，满分起扣）
标准：每缺席一次扣0.5分，扣完为止。每迟到一次扣0.2分。
  会议缺席次数 每次扣0.5 扣完为止
  迟到次数 每次扣0.2
"""
    )
    assert report[1] == (
        "  第 5 行 E0220：“每缺席一次扣0.5分，扣完为止”改成 会议缺席次数 每次扣0.5 扣完为止，"
        "标题加写“满分起扣”，原文留作“标准”"
    )


KEPT = {
    "rules that give points": "1. 会议（10分）\n  参加会议 得5\n  每缺席一次扣0.5分，扣完为止\n",
    "a question about the same item": "1. 会议（10分）\n  出台办法得2分，有成效得3分\n  每缺席一次扣0.5分\n",
    "a heading without points": "1. 会议\n  得5分，每缺席一次扣0.5分\n",
}


@pytest.mark.parametrize("items", KEPT.values(), ids=KEPT)
def test_a_heading_is_left_alone_where_other_lines_count_otherwise(
    scheme: Path, items: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fixed(scheme, items, capsys) == (items, ["没有可以自动改的：方案.credit"])


def test_an_open_question_waits_for_the_drafter(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, _ = fixed(
        scheme,
        "1. 机制（10分）\n  每开展1次活动得1分\n  出台办法的得2分，取得成效的得4分\n2. 其他（10分）\n  建立台账 得10\n",
        capsys,
    )
    assert (
        items
        == """\
1. 机制（10分）
标准：每开展1次活动得1分。出台办法的得2分，取得成效的得4分。
  开展活动次数 每次得1
  出台办法的得2分，取得成效的得4分
2. 其他（10分）
  建立台账 得10
"""
    )


def test_a_standard_that_is_there_is_continued_and_never_doubled(
    scheme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "1. 机制（20分）\n标准：每报送1条得0.5分，最高得5分\n  每报送1条得0.5分，最高得5分\n  每通报1次扣1分\n"
    items, _ = fixed(scheme, words.replace("扣1分", "得1分"), capsys)
    assert (
        items
        == """\
1. 机制（20分）
标准：每报送1条得0.5分，最高得5分。每通报1次得1分。
  报送条数 每条得0.5 最高5
  通报次数 每次得1
"""
    )


def test_the_standard_says_all_rules_of_its_item(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed instead of the sentences of the rules, so that none may be missing."""
    items, _ = fixed(
        scheme,
        "1. 机制（20分）\n  （1）制定办法 得3\n  （2）每报送1条得0.5分，最高得5分\n  （3）建立台账得2分\n",
        capsys,
    )
    assert (
        items
        == """\
1. 机制（20分）
标准：（1）制定办法的，得3分，否则不得分。（2）每报送1条得0.5分，最高得5分。（3）建立台账得2分。
  （1）制定办法 得3
  （2）报送条数 每条得0.5 最高5
  （3）建立台账 得2
"""
    )


def test_a_line_of_the_drafter_is_mended_without_a_standard(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, report = fixed(scheme, "1. 机制（20分）\n  准时率 80%—90% 得5\n  合格率 的 95%以上 得5\n", capsys)
    assert items == "1. 机制（20分）\n  准时率 80%至90% 得5\n  合格率 95%以上 得5\n"
    assert report[1] == "  第 5 行 E0113：“准时率 80%—90% 得5”改成 准时率 80%至90% 得5"


def test_two_things_or_one_name_is_the_drafters_choice(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = "1. 机制（20分）\n  建立机制且制定制度 得5\n"
    assert fixed(scheme, items, capsys) == (items, ["没有可以自动改的：方案.credit"])


def test_what_would_bring_an_error_is_left_alone(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """报送条数 is declared as a ratio, which no step of 1条 counts."""
    text = HEAD.replace("一、", "数据\n  报送条数：比率\n一、")
    scheme.write_text(f"{text}1. 机制（20分）\n  每报送1条得0.5分\n  每通报1次得1分\n", encoding="utf-8")
    main(["check", "--fix", "--no-review", str(scheme)])
    after = scheme.read_text(encoding="utf-8")
    assert "  每报送1条得0.5分\n" in after and "  通报次数 每次得1\n" in after
    assert capsys.readouterr().err.startswith("已改 1 处：方案.credit\n")


def test_a_second_time_nothing_changes(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, _ = fixed(scheme, "1. 机制（20分）\n  每报送1条得0.5分，最高得5分。\n  情况良好\n", capsys)
    scheme_text = scheme.read_text(encoding="utf-8")
    assert "  情况良好\n" in items
    main(["check", "--fix", "--no-review", str(scheme)])
    assert scheme.read_text(encoding="utf-8") == scheme_text
    assert capsys.readouterr().err == "没有可以自动改的：方案.credit\n"


def test_sarif_has_edits_that_keep_the_words(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme.write_text(f"{HEAD}1. 机制（20分）\n  每报送1条得0.5分，最高得5分。\n", encoding="utf-8")
    main(["check", "--no-review", "--format", "sarif", str(scheme)])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (fix,) = [result["fixes"][0] for result in results if "fixes" in result]
    texts = [one["insertedContent"]["text"] for one in fix["artifactChanges"][0]["replacements"]]
    assert texts == ["报送条数 每条得0.5 最高5", "\n标准：每报送1条得0.5分，最高得5分。"]
