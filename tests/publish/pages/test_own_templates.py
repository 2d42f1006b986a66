"""A user's own templates: what they may read, what stops them, and what they are told."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from creditdsl.compiler.pipeline import Compilation
from creditdsl.publish.manual import site
from creditdsl.publish.manual.calculation import Calculation
from creditdsl.publish.manual.example import Example
from creditdsl.publish.pages.own_templates import OwnTemplates
from creditdsl.publish.pages.template_faults import TemplateFault
from creditdsl.publish.table import content
from creditdsl.publish.table.printed_columns import PrintedColumn
from creditdsl.publish.writers.html import render_table
from tests.publish.helpers import ROOT, compiled

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"

FAULTS = (
    ("{{ tabel.title }}", "没有“tabel”这个值", "“table”"),
    ("{{ table.titel }}", "这个值里没有“titel”", "“title”"),
    ("{{ table['titel'] }}", "这个值里没有“titel”", "“title”"),
    ("{% for x in tabel %}{% endfor %}", "没有“tabel”这个值", "“table”"),
    ("{% if tabel %}{% endif %}", "没有“tabel”这个值", "“table”"),
    ("{{ tabel() }}", "没有“tabel”这个值", "“table”"),
    ("{{ table.rows | sortt }}", "没有“sortt”这个过滤器", "“sort”"),
    ("{{ table.title is strng }}", "没有“strng”这个判断", ""),
    ("{{ table.rows[99999] }}", "没有“99999”", ""),
    ("{{ table.title.nothing }}", "文字里没有“nothing”", ""),
    ("{% for x in table.rows %}", "到文件末尾", ""),
    ("{% fro x in table.rows %}", "不认识“fro”这个标记", ""),
    ("{% if %}{% endif %}", "这里要写一个值", ""),
    ("{{ x", "模板写法不对", ""),
    ("{{ 1/0 }}", "算不下去（ZeroDivisionError）", ""),
    ("{{ table.title + 1 }}", "算不下去（TypeError）", ""),
    ("{{ raise() }}", "没有“raise”这个值", ""),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "没有尽头", ""),
    ("{% include 'self.jinja' %}", "没有尽头", ""),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "1000000次", ""),
    ("{% for a in range(9999999) %}{% endfor %}", "算不下去（OverflowError）", ""),
    ("{% for a in range(900000) %}{% endfor %}", "算不下去（OverflowError）", ""),
    ("{{ '甲' * 10000000000 }}", "太长", ""),
    ("{{ [1] * 10000000000 }}", "太长", ""),
    ("{{ 10 ** 1000000 }}", "乘方太大", ""),
)  # fmt: skip

ESCAPES = (
    "{{ table.__class__ }}", "{{ table.title.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ table.__init__.__globals__ }}", "{{ table['__class__'] | string }}",
    "{{ (table | attr('__class__')) | string }}",
    "{{ table.title.format.__self__ }}", "{{ '{0.__class__}'.format(table) }}", "{{ self.__init__ }}",
    "{{ cycler.__init__.__globals__ }}", "{{ lipsum.__globals__ }}", "{{ joiner.__init__.__globals__.os }}",
    "{{ table.rows.__iter__ }}", "{{ ''.join.__func__ }}", "{{ [].append.__self__ }}",
    "{{ table.columns.__getattribute__('x') }}", "{{ namespace.__init__.__globals__ }}",
    "{{ [].append(1) }}", "{{ {}.update({'a': 1}) }}", "{{ [3, 1].sort() }}",
)  # fmt: skip

FILES = ("../secret", "/etc/passwd", "..\\secret", "link.txt", "sub/../../secret", "file:///etc/passwd", "missing")


def table_page(compilation: Compilation, folder: Path, text: str) -> str:
    (folder / "self.jinja").write_text(text, encoding="utf-8")
    made = content.table_content(compilation.scheme, next(iter(compilation.tables.values())))
    return render_table(made, OwnTemplates(folder, "self.jinja")).decode()


@pytest.fixture(scope="module")
def small() -> Compilation:
    return compiled(f"方案：甲\n附件1 乙{HOSTILE}\n一、丙（5分）\n  办成 得5\n")


@pytest.mark.parametrize(("text", "message", "help"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_faults_are_told_at_their_line(text: str, message: str, help: str, small: Compilation, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as raised:
        table_page(small, tmp_path, f"<p>\n{text}\n")
    fault = raised.value
    assert message in fault.message and help in fault.help
    assert fault.file == str(tmp_path / "self.jinja")
    assert fault.line in ((2, 3) if "文件末尾" in fault.message or "{{ x" in text else (2,))


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_leads_out_of_the_values(text: str, small: Compilation, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as raised:
        table_page(small, tmp_path, text)
    assert raised.value.line == 1 and not re.search("Traceback|object at", raised.value.message)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_no_file_outside_the_folder(name: str, tag: str, small: Compilation, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    folder.mkdir()
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    name = name.replace("\\", "\\\\")
    with pytest.raises(TemplateFault, match="找不到模板"):
        table_page(small, folder, f"{{% {tag} '{name}' {'as x ' if tag == 'import' else ''}%}}")


def test_values_are_texts(small: Compilation, tmp_path: Path) -> None:
    made = table_page(small, tmp_path, "<p>{{ table.title }}</p>")
    assert made == "<p>乙&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}</p>"


def test_templates_of_this_folder(small: Compilation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "part.jinja").write_text("<i>\n\n{{ tabel }}", encoding="utf-8")
    with pytest.raises(TemplateFault) as raised:
        table_page(small, Path("."), "<p>\n{% include 'part.jinja' %}")
    assert (raised.value.file, raised.value.line) == ("part.jinja", 3)


def test_a_template_that_is_not_text(small: Compilation, tmp_path: Path) -> None:
    (tmp_path / "other.jinja").write_bytes("标题".encode("gb18030"))
    with pytest.raises(TemplateFault, match="不是 UTF-8"):
        table_page(small, tmp_path, "{% include 'other.jinja' %}")


def test_a_folder_replaces_some_pages_of_the_site(lvliang: Compilation, tmp_path: Path) -> None:
    (tmp_path / "rules.html.jinja").write_text(
        '{% include "_head.html.jinja" %}<title>{{ table.name }}</title></head><body>'
        "{% for page in table.entries %}{{ page.entry | heading }} {{ page.reach }}"
        "{% for rule in page.rules %}{{ rule.calculation.cases | join }}{% endfor %}\n{% endfor %}</body></html>",
        encoding="utf-8",
    )
    usual, own = site.site(lvliang), site.site(lvliang, user_templates=OwnTemplates(tmp_path))
    assert own.keys() == usual.keys()
    assert own["index.html"] == usual["index.html"] and own["table-1.html"] != usual["table-1.html"]
    assert "1.工作机制建设情况" in own["table-1.html"].decode()
    assert own == site.site(lvliang, user_templates=OwnTemplates(tmp_path))


def test_the_templates_that_ship_may_be_copied(lvliang: Compilation, tmp_path: Path) -> None:
    shipped = ROOT / "creditdsl" / "publish" / "templates"
    for path in shipped.glob("*.jinja"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert site.site(lvliang, user_templates=OwnTemplates(tmp_path)) == site.site(lvliang)


def test_the_example_of_the_page(lvliang: Compilation, tmp_path: Path) -> None:
    found = re.search(r"```jinja file=简表.jinja\n(.*?)```", PAGE, re.DOTALL)
    assert found
    made = table_page(lvliang, tmp_path, found[1])
    assert "<td>建立信用工作机制" in made and "市信用办印制" in made and "default-src" in made


def test_the_page_names_every_value() -> None:
    kinds = (
        content.TableContent, content.Row, PrintedColumn, site.MeasurePage, site.RulePage, site.EntryPage,
        site.TablePage, site.IndexLine, Calculation, Example,
    )  # fmt: skip
    named = set(re.findall(r"[a-z_]+", "".join(re.findall(r"`[^`]*`", PAGE))))
    assert [one.name for kind in kinds for one in fields(kind) if one.name not in named] == []
