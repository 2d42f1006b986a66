"""Hostile templates: the page is there within its limits, or the command says which template did what in which line."""

import re
from pathlib import Path

import pytest

from tests.measured import Measured, measured, posix

SCHEME = "方案：甲\n附件1 乙\n一、丙（5分）\n  办成 得5\n二、丁（5分）\n  办好 得5\n"
SECONDS, MEGABYTES = 3, 300
DEEP = "(" * 5000 + "1" + ")" * 5000

HANGING = {
    "recursive macros": "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "macros and caller": "{% macro a(n) %}{{ caller() }}{% if n %}{% call a(n-1) %}x{% endcall %}{% call a(n-1) %}x"
    "{% endcall %}{% endif %}{% endmacro %}{% call a(60) %}x{% endcall %}",
    "two macros": "{% macro a(n) %}{% if n %}{{ b(n-1) }}{{ b(n-1) }}{% endif %}{% endmacro %}"
    "{% macro b(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "recursive loop": "{% for x in [1] recursive %}{% if loop.depth < 60 %}{{ loop([1,1]) }}{% endif %}{% endfor %}",
    "includes itself twice": "{% set n = (n if n is defined else 0) + 1 %}{% if n < 60 %}{% include 'self.jinja' %}"
    "{% include 'self.jinja' %}{% endif %}",
    "sums of products": "{% set x = 7 ** 60 %}{% for i in range(40) %}{% set x = x * x %}"
    "{% endfor %}{% set ns = namespace(x=7 ** 60) %}{% for i in range(40) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "big division": "{% set ns = namespace(x=7 ** 60) %}{% for i in range(17) %}"
    "{% set ns.x = ns.x * ns.x %}{% endfor %}"
    "{% for i in range(1000) %}{{ ns.x // 3 // 7 // 11 % 5 }}{% endfor %}",
    "slices": "{{ (range(100000) | list | slice(100000) | list | length) * 0 }}{% for i in range(100000) %}"
    "{{ range(100000) | slice(100000) | list | length }}{% endfor %}",
    "sorts": "{% for i in range(10000) %}{% set x = range(100000) | sort(reverse=true) | list %}{% endfor %}",
    "sums": "{% for i in range(100000) %}{{ range(100000) | sum }}{% endfor %}",
    "joins": "{% for i in range(100000) %}{% set x = range(10000) | join %}{% endfor %}",
    "maps": "{% for i in range(100000) %}{% set x = range(10000) | map('string') | map('upper') | list %}{% endfor %}",
    "beside a filter of the program": "{% if 0 %}{{ table | heading }}{% endif %}"
    "{% for i in range(100000) %}{{ range(100000) | sum }}{% endfor %}",
    "searches": "{% set x = 'ab' * 400000 %}{% for i in range(100000) %}{{ x.count('ba') }}{% endfor %}",
    "links": "{% for i in range(1000) %}{% set x = ('a.b/' * 100000) | urlize %}{% endfor %}",
    "wrapped words": "{% for i in range(1000) %}{% set x = ('甲 ' * 100000) | wordwrap(1) %}{% endfor %}",
    "stripped tags": "{% for i in range(100000) %}{% set x = ('<' * 100000) | striptags %}{% endfor %}",
}  # fmt: skip
FILLING = {
    "text doubled": "{% set ns = namespace(x='甲') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "text added": "{% set ns = namespace(x='甲') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "lists added": "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "centred": "{{ 'x' | center(1000000000) }}",
    "centred by method": "{{ 'x'.center(1000000000) }}",
    "justified": "{{ 'x'.ljust(1000000000) }}",
    "filled with zeros": "{{ '1'.zfill(1000000000) }}",
    "tabs": "{{ '\\t'.expandtabs(1000000000) }}",
    "indented": "{{ 'x\\ny' | indent(1000000000) }}",
    "indented by text": "{{ ('x\\n' * 100000) | indent('y' * 100000) }}",
    "replaced": "{{ ('x' * 100000) | replace('x', 'y' * 100000) }}",
    "replaced by method": "{{ ('x' * 100000).replace('x', 'y' * 100000) }}",
    "joined by method": "{{ ('y' * 100000).join('x' * 100000) }}",
    "joined": "{{ ('x' * 100000) | join('y' * 100000) }}",
    "percent width": "{{ '%1000000000d' % 1 }}",
    "percent precision": "{{ '%.1000000000f' % 1 }}",
    "percent star": "{{ '%*d' % (1000000000, 1) }}",
    "format width": "{{ '{:1000000000}'.format(1) }}",
    "format star": "{{ '{:{}}'.format(1, 1000000000) }}",
    "format filter": "{{ '%1000000000s' | format('x') }}",
    "format_map": "{{ '{a:1000000000}'.format_map({'a': 1}) }}",
    "batches": "{{ [1] | batch(1000000000, 'x') | list | length }}",
    "slices filled": "{{ [1] | slice(1000000000, 'x') | list | length }}",
    "translated": "{{ ('x' * 1000000).translate({120: 'y' * 1000000}) }}",
    "repeated": "{{ 'x' * 1000000000 }}",
    "repeated the other way": "{{ 1000000000 * 'x' }}",
    "list repeated": "{{ [1] * 1000000000 }}",
    "nested repeats": "{{ (['x' * 1000000] * 1000000) | join }}",
    "output": "{% for i in range(100000) %}{{ 'x' * 100000 }}{% endfor %}",
    "block output": "{% set x %}{% for i in range(100000) %}{{ 'x' * 100000 }}{% endfor %}{% endset %}",
    "power": "{{ 9 ** 999999999 }}",
    "negative power": "{{ (0 - 9) ** 999999999 }}",
    "pow of powers": "{{ ((9 ** 64) ** 64) ** 64 ** 64 }}",
    "range": "{% for i in range(1000000000) %}{% endfor %}",
    "range of list": "{{ range(1000000000) | list | length }}",
    "loops in loops": "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    "JSON indented": "{{ [[[1]]] | tojson(indent=1000000000) }}",
    "encoded": "{{ ('x' * 1000000).encode('utf-16') * 1000000 }}",
    "truncated": "{{ ('x' * 1000000) | truncate(10, end='y' * 1000000000) }}",
}  # fmt: skip
CLOSED = {
    "random": "{{ [1, 2, 3] | random }}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "lipsum once": "{{ lipsum() }}",
    "a method's address": "{{ ''.upper }}",
    "an address behind safe": "{{ (''.upper ~ '') | safe }}",
    "an address in a list": "{{ [''.upper] }}",
    "a generator's address": "{{ [1] | map('string') }}",
    "an include of data": "{% include 'data.csv' %}",
    "an include of a scheme": "{% include 'secret.credit' %}",
    "an include by list": "{% include ['none.jinja', 'secret.credit'] %}",
    "an import of data": "{% import 'data.csv' as x %}",
    "a parent elsewhere": "{% extends '../secret.jinja' %}",
    "itself": "{% include 'self.jinja' %}",
    "parents in a circle": "{% extends 'self.jinja' %}",
    "brackets": f"{{{{ {DEEP} }}}}",
    "nested ifs": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "loops in loops in loops": "{% for x in [1] %}" * 30 + "{% endfor %}" * 30,
    "no end": "{% for x in [1] %}" * 50_000,
}
PASSES = {
    "names": "<p>{{ table.title }}</p>",
    "a long page": "{% for i in range(10000) %}<p>{{ loop.index }}{{ table.title }}</p>{% endfor %}",
    "filters": "{{ table.title | center(9) }}{{ [3, 1] | sort | join('、') }}{{ 'x' * 9 }}{{ 2 ** 10 }}",
    "powers": "{{ (10 ** 64 ** 64) % 7 }}{{ 1.5 | round(1000000000) }}",
}
HOSTILE = HANGING | FILLING | CLOSED
WITHOUT_LINE = ("loops in loops in loops", *HANGING)
"""Python refuses the whole; of what is stopped in deep recursion the line cannot always be told."""
EVERY_CHANGE = ("recursive macros", "big division", "centred", "text doubled", "percent width", "lipsum", "no end")


def printed(folder: Path, template: str) -> Measured:
    """Print a table by a template."""
    (folder / "方案.credit").write_text(SCHEME, encoding="utf-8")
    (folder / "模板").mkdir()
    (folder / "模板/self.jinja").write_text(f"<p>\n{template}\n", encoding="utf-8")
    for name in ("data.csv", "secret.credit", "../secret.jinja"):
        (folder / "模板" / name).write_text("SECRET", encoding="utf-8")
    return measured(folder, "print", "方案.credit", "--template", "模板/self.jinja", "-o", "附件1.html")


@pytest.fixture(scope="module", name="start")
def _start(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that the command takes where nothing hangs, on a machine as busy as it is now."""
    return max(1, printed(tmp_path_factory.mktemp("start"), PASSES["names"]).seconds)


@posix
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in EVERY_CHANGE else pytest.mark.full) for name in HOSTILE]
)
def test_a_hostile_template_is_refused_at_its_line(name: str, tmp_path: Path, start: float) -> None:
    done = printed(tmp_path, HOSTILE[name])
    assert done.processor_seconds <= SECONDS + 3 * start and done.megabytes <= MEGABYTES
    assert done.status == 2 and not (tmp_path / "附件1.html").exists()
    line = "" if name in WITHOUT_LINE else ":[23]:"
    assert "E0041" in done.messages and re.search(rf"模板/self\.jinja{line}", done.messages), done.messages
    assert not re.search("Traceback|E0099|程序自身|SECRET|object at", done.messages)


@posix
@pytest.mark.parametrize("name", PASSES)
def test_an_ordinary_template_is_not_stopped(name: str, tmp_path: Path, start: float) -> None:
    done = printed(tmp_path, PASSES[name])
    assert done.status == 0, done.messages
    assert done.processor_seconds <= SECONDS + 3 * start and done.megabytes <= MEGABYTES


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
