"""Bar charts: what is drawn where, the same text for the same bars, and texts that stay texts."""

import re
from fractions import Fraction

import pytest
from lxml import etree

from creditdsl.publish.standings.chart import Bar, bar_chart
from creditdsl.publish.writers import pdf
from creditdsl.publish.writers.drawing import picture
from tests.publish.payloads import FORBIDDEN, HARMLESS

SVG = "{http://www.w3.org/2000/svg}"
BARS = (
    Bar("甲局", Fraction(100), "100.00"),
    Bar("乙局", Fraction(50), "50.00", full=Fraction(80)),
    Bar("丙局", Fraction(-20), "－20.00"),
    Bar("丁局", None, "待定"),
)


def drawn(*bars: Bar, columns: int = 1) -> etree._Element:
    return etree.fromstring(bar_chart(bars, width=400, height=15, columns=columns))


def rectangles(svg: etree._Element) -> list[tuple[float, float, str]]:
    return [(float(one.get("x")), float(one.get("width")), one.get("fill")) for one in svg.iter(f"{SVG}rect")]


def test_lengths_are_to_one_scale() -> None:
    svg = drawn(*BARS)
    assert (svg.get("width"), svg.get("height")) == ("400pt", "60pt")
    (zero, whole, fill), (_, outline, empty), (_, half, _), (left, minus, _) = rectangles(svg)
    assert half * 2 == pytest.approx(whole, abs=0.2) and outline == pytest.approx(whole * 0.8, abs=0.2)
    assert left + minus == pytest.approx(zero, abs=0.2) and minus == pytest.approx(whole / 5, abs=0.2)
    assert (fill, empty) == ("#808080", "#ffffff"), "grey, readable without colour"
    said = ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]
    assert said == ["甲局", "100.00", "乙局", "50.00", "丙局", "－20.00", "丁局", "待定"]


def test_bars_go_down_one_column_and_then_the_next() -> None:
    svg = drawn(*BARS[:2], *BARS[:1], columns=2)
    assert svg.get("height") == "30pt"
    places = [(float(one.get("x")) > 200, float(one.get("y")) > 15) for one in svg.iter(f"{SVG}text")]
    assert places[::2] == [(False, False), (False, True), (True, False)]


def test_everything_is_inside() -> None:
    long = Bar("一个名称特别长的市直成员单位办公室和它的下属单位", Fraction(1), "1.00")
    for bars in ((), BARS, (long, *BARS), (Bar("甲", Fraction(0), "0"),), (Bar("甲", None, "待定"),)):
        svg = drawn(*bars, columns=2)
        for x, width, _ in rectangles(svg):
            assert x >= 0 and x + width <= 400
        for one in svg.iter(f"{SVG}text"):
            assert 0 < float(one.get("x")) < 400
    assert "…" in "".join(drawn(long, *BARS).itertext())


def test_the_same_bars_are_the_same_text() -> None:
    assert bar_chart(BARS, width=400, height=15) == bar_chart(list(BARS), width=400, height=15)
    assert not re.search(r"\d\.\d\d+\D", re.sub(r">[^<]*<", "><", bar_chart(BARS, width=333, height=13)))


@pytest.mark.parametrize("text", [*HARMLESS, *FORBIDDEN], ids=ascii)
def test_texts_stay_texts(text: str) -> None:
    def made(word: str) -> etree._Element:
        return drawn(Bar(word, Fraction(1), word), Bar("字" * 60, Fraction(1), "字" * 60))

    usual, svg = made("字"), made(text)
    assert [one.tag for one in svg.iter()] == [one.tag for one in usual.iter()]
    assert [sorted(one.keys()) for one in svg.iter()] == [sorted(one.keys()) for one in usual.iter()]
    if text in HARMLESS:
        kept = "".join(next(svg.iter(f"{SVG}text")).itertext())
        assert kept == text.replace("\r", "\n") or (kept.endswith("…") and text.startswith(kept[:-1]))


def test_office_files_can_draw_it() -> None:
    assert picture(bar_chart(BARS, width=400, height=15)).width == pytest.approx(400, abs=1)
    assert pdf.in_faces(bar_chart(BARS, width=400, height=15), {"仿宋_GB2312": "别的"}).count("别的") == 1
