"""`creditdsl/against`, `creditdsl/scoresAgainst`: what the commands say of two versions of a scheme."""

import json
from pathlib import Path

import pytest

from creditdsl.cli.main import main
from tests.server.test_own_requests import DATA, SCHEME, answer, codes, opened

NEWER = (
    SCHEME.replace("每条得0.5", "每条得0.4").replace("（8分）\n", "（8分）\n  建档 得0\n").replace("8分以上", "7分以上")
)
DATA_OF_NEWER = "单位\t信息条数\t建立机制\t建档\n甲局\t20\t是\t是\n乙局\t4\t否\t是\n丙局\t10\t是\t否\n"


@pytest.mark.parametrize(("earlier", "newer"), [(SCHEME, NEWER), (NEWER, SCHEME), (SCHEME, SCHEME)])
def test_lists_what_the_command_lists(
    earlier: str, newer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("旧.credit", earlier), ("新.credit", newer)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    main(["check", str(tmp_path / "新.credit"), "--against", str(tmp_path / "旧.credit"), "--format", "json"])
    expected = json.loads(capsys.readouterr().out)["changes"]
    assert answer(opened(newer), "against", text=earlier) == {"changes": expected, "problems": []}
    assert bool(expected) is (earlier != newer)


def test_says_for_whom_the_change_matters() -> None:
    newer = SCHEME.replace("每条得0.5", "每条得0.4").replace("8分以上", "6分以上")
    changes = answer(opened(newer), "scoresAgainst", text=SCHEME, data=DATA)["changes"]
    assert [(change["unit"], change["before"], change["after"]) for change in changes] == [
        (
            "甲局",
            {"total": "10.00", "rank": 1, "grade": "优秀"},
            {"total": "10.00", "rank": 1, "grade": "优秀"},
        ),
        ("乙局", {"total": "2.00", "rank": 3, "grade": "一般"}, {"total": "1.60", "rank": 3, "grade": "一般"}),
        ("丙局", {"total": "7.00", "rank": 2, "grade": "一般"}, {"total": "6.00", "rank": 2, "grade": "优秀"}),
    ]
    assert [change["difference"]["total"] for change in changes] == ["0.00", "-0.40", "-1.00"]


def test_data_of_the_newer_version_may_lack_a_column_of_the_earlier_one() -> None:
    result = answer(opened(SCHEME), "scoresAgainst", text=NEWER, data=DATA)
    assert result["changes"] is None and codes(result) == ["E0514"]


@pytest.mark.parametrize("method", ["against", "scoresAgainst"])
def test_errors_of_either_version_are_the_answer(method: str) -> None:
    broken = SCHEME.replace("最多8", "最多")
    earlier = answer(opened(), method, text=broken, name="去年.credit", data=DATA)
    assert earlier["changes"] is None and "E0101" in codes(earlier)
    assert {problem["file"] for problem in earlier["problems"] if problem["code"] == "E0101"} == {"去年.credit"}
    assert codes(answer(opened(broken), method, text=SCHEME, data=DATA)) == ["E0101"]
    assert answer(opened(), method, text="", data=DATA)["changes"] is None
    assert answer(opened(), method, data=DATA)["code"] == -32602
