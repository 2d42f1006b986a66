"""`rank`, `summary`, `compare`, `explain` into files: every format, a folder of all units, what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from creditdsl.cli.main import main
from creditdsl.files.file_names import file_names
from creditdsl.printing import machine_fonts
from tests.folded import unfolded
from tests.publish.pdf_text import pages
from tests.published_tables import DATA_FILES, SCHEMES, by_data_file

LVLIANG = SCHEMES / "lvliang-2022"
ONE = (str(LVLIANG / "scheme.credit"), "--table", "附件2", "--data", str(LVLIANG / "data" / "附件2.csv"))
HUANGSHI = SCHEMES / "huangshi-2020"
SELF, REVIEW = (
    f"{label}:{HUANGSHI / 'data' / name}" for label, name in (("自评", "附件-自评.csv"), ("复核", "附件.csv"))
)
BOTH = (str(HUANGSHI / "scheme.credit"), "--data", SELF, "--data", REVIEW)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command line on a machine that has all faces."""
    monkeypatch.setattr(machine_fonts, "missing", lambda faces: ())

    def call(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf", ".XLSX"])
@pytest.mark.parametrize(("command", "title"), [("rank", "排名表"), ("概况", "考核概况")])
def test_of_all_units(command: str, title: str, suffix: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"表{suffix}"
    assert run(command, *ONE, "-o", out) == (0, f"已写入 {out}：附件2{title}，11 个单位。\n", "")
    first = out.read_bytes()
    run(command, *ONE, "-o", out)
    assert out.read_bytes() == first


@pytest.mark.parametrize("data", by_data_file(DATA_FILES))
def test_every_table_has_a_rank_list_and_a_summary_of_one_page(data: Path, run: Run, tmp_path: Path) -> None:
    words = (data.parents[1] / "scheme.credit", "--table", data.stem, "--data", data)
    status, _, err = run("rank", *words, "-o", tmp_path / "排名表.pdf")
    assert (status, err) == (0, "")
    assert "排名表" in pages((tmp_path / "排名表.pdf").read_bytes())[0]
    assert run("summary", *words, "-o", tmp_path / "概况.pdf")[0] == 0
    assert len(pages((tmp_path / "概况.pdf").read_bytes())) == 1


def test_sets_are_ranked_by_the_last(run: Run, tmp_path: Path) -> None:
    assert run("排名表", *BOTH, "-o", tmp_path / "表.pdf")[0] == 0
    (page,) = pages((tmp_path / "表.pdf").read_bytes())
    assert page.index("大冶市") < page.index("阳新县") < page.index("甲区") and "差额－12.00" in page


def test_a_page_for_each_unit_to_compare(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "对照表.pdf"
    assert run("compare", *BOTH, "-o", out) == (0, f"已写入 {out}：附件自评复核对照表，8 个单位。\n", "")
    assert len(pages(out.read_bytes())) == 8
    assert run("对照表", *BOTH, "--unit", "乙区", "-o", out)[1] == f"已写入 {out}：附件自评复核对照表，1 个单位。\n"
    assert "乙区自评复核对照表" in pages(out.read_bytes())[0]


def test_units_in_one_set_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "少.csv").write_text("".join((HUANGSHI / "data" / "附件.csv").open(encoding="utf-8").readlines()[:4]))
    words = (BOTH[0], "--data", f"自评:{tmp_path / '少.csv'}", "--data", REVIEW, "-o", tmp_path / "对照表.html")
    status, _, err = run("compare", *words)
    assert status == 1 and "“复核”里有、“自评”里没有：" in err
    assert run("compare", *words, "--partial")[1].endswith("3 个单位。\n")
    (tmp_path / "少.csv").write_text((tmp_path / "少.csv").read_text().replace("\n", "\n新").removesuffix("新"))
    status, out, err = run("compare", *words, "--partial")
    assert (status, out) == (2, "") and "没有一个单位是两份数据里都有的" in err


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_explains_one_unit_in_a_file(suffix: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"甲{suffix}"
    assert run("explain", *ONE, "--unit", "甲县", "-o", out) == (0, f"已写入 {out}：甲县得分说明。\n", "")
    first = out.read_bytes()
    assert run("explain", *ONE, "--unit", "甲县", "--format", suffix[1:], "-o", tmp_path / "乙")[0] == 0
    assert (tmp_path / "乙").read_bytes() == first
    assert run("explain", *BOTH, "--unit", "乙区", "-o", out)[1] == f"已写入 {out}：乙区自评、复核得分说明。\n"


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "text", "json"])
def test_explains_every_unit_in_a_folder(form: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "说明"
    more = () if form == "pdf" else ("--format", form)
    suffix = "txt" if form == "text" else form
    first = folder / f"附件2得分说明-甲县.{suffix}"
    assert run("explain", *ONE, "-o", folder, *more) == (0, f"已写入 {first} 等 11 份得分说明。\n", "")
    assert len(list(folder.iterdir())) == 11
    single = tmp_path / "一"
    assert run("explain", *ONE, "--unit", "甲县", "--format", form, "-o", single)[0] == 0
    assert first.read_bytes() == single.read_bytes(), "the same as asked for alone"


def test_every_unit_of_two_sets(run: Run, tmp_path: Path) -> None:
    assert run("explain", *BOTH, "-o", tmp_path / "说明", "--format", "html")[0] == 0
    assert (tmp_path / "说明" / "附件得分说明-乙区.html").read_text("utf-8").count("差额") > 5


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rank", *ONE, "-o", "表.doc"), "这个版本还不能制作 .doc 文件。要写的可能是“表.docx”。"),
        (("summary", *ONE, "-o", "表"), "“表”没有扩展名"),
        (("rank", *ONE, "-o", "表.docx", "--fonts", "."), "--fonts 只在制作 PDF 时有用"),
        (("compare", *ONE, "-o", "表.docx"), "对照表要有两份数据，例如：--data 自评:自评.csv --data 复核:复核.csv。"),
        (("compare", *BOTH, "--unit", "庚区", "-o", "表.docx"), "数据里没有单位“庚区”。"),
        (("rank", *ONE, "--period", "2023", "-o", "表.docx"), "“附件2”的数据不分期"),
        (("explain", *ONE), "请用 --unit 写明说明哪一个单位；要全部单位的，用 -o 写明写到哪个文件夹。"),
        (("explain", *ONE, "-o", "表.docx"), "-o 要写文件夹，不是 .docx 文件"),
        (("explain", *ONE, "--unit", "甲县", "--format", "pdf"), "pdf 文件不能显示在屏幕上，请用 -o"),
        (("explain", *ONE, "--unit", "甲县", "-o", "甲.docx", "--fonts", "."), "--fonts 只在制作 PDF 时有用"),
        (("score", *ONE, "--format", "xlsx"), "xlsx 文件不能显示在屏幕上，请用 -o"),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...], message: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*words)
    assert (status, out) == (2, "") and message in unfolded(err)
    assert list(tmp_path.iterdir()) == []


def test_names_of_files_are_safe_and_differ() -> None:
    units = ("甲局", "甲/局", "甲:局", "../乙", "丙. ", "CON", "a", "A", "\ud800", "字" * 300)
    names = file_names("附件1得分说明-", units, ".pdf")
    assert names["甲局"] == "附件1得分说明-甲局.pdf"
    assert len({name.lower() for name in names.values()}) == len(units)
    assert all(
        name.endswith(".pdf") and len(name) < 80 and not set(name) & set('\\/:*?"<>|') for name in names.values()
    )
    assert (names["甲/局"], names["甲:局"]) == ("附件1得分说明-甲_局.pdf", "附件1得分说明-甲_局-2.pdf")
