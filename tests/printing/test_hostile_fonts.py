"""Hostile fonts: the document is there within its limits, or the command says which folder or file is damaged."""

import random
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

from tests.measured import ROOT, Measured, measured, posix

SCHEME = "方案：甲\n附件1 乙\n一、丙（5分）\n  办成 得5\n"
SONG, KAI = (ROOT / "creditdsl/publish/fonts" / name for name in ("song.otf", "kai.ttf"))
SECONDS, MEGABYTES = 3, 300
Damage = Callable[[bytes], bytes]


def table(font: bytes, tag: bytes) -> tuple[int, int, int]:
    """Where a table's entry stands, and its offset and length."""
    (count,) = struct.unpack_from(">H", font, 4)
    place = next(12 + 16 * number for number in range(count) if font[12 + 16 * number :][:4] == tag)
    return place, *struct.unpack_from(">II", font, place + 8)


def put(font: bytes, place: int, form: str, *values: int) -> bytes:
    data = bytearray(font)
    struct.pack_into(form, data, place, *values)
    return bytes(data)


def endless_groups(font: bytes) -> bytes:
    """A table of characters that lists all of 32 bits, again and again."""
    groups = struct.pack(">III", 0, 0xFFFFFFFF, 1) * 50_000
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 50_000)
    place, _, _ = table(font, b"cmap")
    return put(font, place + 8, ">II", len(font), len(head + groups)) + head + groups


def endless_segments(font: bytes) -> bytes:
    count = 32_000
    body = struct.pack(f">{count}H", *[0xFFFE] * count) + b"\0\0" + struct.pack(f">{count}H", *[0] * count)
    body += struct.pack(f">{count}H", *[1] * count) + struct.pack(f">{count}H", *[0] * count)
    head = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHHHHHH", 4, 0xFFFF, 0, 2 * count, 0, 0, 0)
    place, _, _ = table(font, b"cmap")
    return put(font, place + 8, ">II", len(font), len(head + body)) + head + body


def composite(itself: bool) -> Damage:
    """Glyphs of which each is made of others: in a circle, or twice of the next."""

    def damage(font: bytes) -> bytes:
        from io import BytesIO

        parsed = TTFont(BytesIO(font))
        names = sorted(set(parsed.getBestCmap().values()))[:60]
        for number, name in enumerate(names[:-1]):
            parts = []
            for _ in range(2):
                part = GlyphComponent()
                part.glyphName = name if itself else names[number + 1]
                part.x, part.y, part.flags = 0, 0, 0x4
                parts.append(part)
            glyph = parsed["glyf"][name]
            glyph.numberOfContours, glyph.components = -1, parts
            glyph.__dict__.pop("coordinates", None)
        by_character = {ord(char): names[0] for char in "甲乙丙办成得分项目考核内容标准说明"}
        for subtable in parsed["cmap"].tables:
            subtable.cmap.update(by_character)
        parsed.recalcBBoxes = False
        parsed["maxp"].recalc = lambda *_: None
        result = BytesIO()
        parsed.save(result)
        return result.getvalue()

    return damage


def flipped(seed: int) -> Damage:
    def damage(font: bytes) -> bytes:
        data = bytearray(font)
        for place in random.Random(seed).sample(range(12, 20_000), 200):
            data[place] ^= 1 << (place % 8)
        return bytes(data)

    return damage


def collection(count: int, offset: int) -> Damage:
    return lambda font: (
        b"ttcf" + struct.pack(">HHI", 1, 0, count) + struct.pack(">I", offset) * min(count, 100_000) + font
    )


def far(tag: bytes) -> Damage:
    return lambda font: put(font, table(font, tag)[0] + 8, ">II", 0xFFFFFFF0, 0xFFFFFFFF)


def zeros(tag: bytes) -> Damage:
    def damage(font: bytes) -> bytes:
        _, offset, length = table(font, tag)
        return font[:offset] + bytes(length) + font[offset + length :]

    return damage


FONTS: dict[str, tuple[Path, Damage]] = {
    "cut in the head": (SONG, lambda font: font[:200]),
    "cut in the middle": (SONG, lambda font: font[: len(font) // 2]),
    "cut in the middle of outlines": (KAI, lambda font: font[: len(font) // 3]),
    "zeros behind the head": (SONG, lambda font: font[:12] + bytes(len(font) - 12)),
    "text": (SONG, lambda font: "这不是字体\n".encode() * 10_000),
    "endless groups": (KAI, endless_groups),
    "endless segments": (KAI, endless_segments),
    "a circle of glyphs": (KAI, composite(itself=True)),
    "glyphs that double": (KAI, composite(itself=False)),
    "characters elsewhere": (SONG, far(b"cmap")),
    "outlines elsewhere": (SONG, far(b"CFF ")),
    "no outlines": (SONG, zeros(b"CFF ")),
    "no widths": (SONG, zeros(b"hmtx")),
    "places of glyphs wrong": (KAI, zeros(b"loca")),
    "a collection of many": (SONG, collection(0xFFFFFFFF, 12)),
    "a collection of itself": (SONG, collection(1, 0)),
    "a collection that points out": (SONG, collection(100_000, 0xFFFFFF00)),
    "more tables than there are": (SONG, lambda font: put(font, 4, ">H", 0xFFFF)),
    **{f"bits turned {seed}": (KAI if seed % 2 else SONG, flipped(seed)) for seed in range(6)},
}
EVERY_CHANGE = ("endless groups", "glyphs that double", "cut in the middle", "characters elsewhere")


def office(path: Path, damage: Damage) -> bytes:
    """A font under the name of an office's face, damaged."""
    from io import BytesIO

    font = TTFont(path)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = "FangSong_GB2312"
    sound = BytesIO()
    font.save(sound)
    return damage(sound.getvalue())


def printed(folder: Path, font: bytes) -> Measured:
    """Print a table with a font."""
    (folder / "字体").mkdir()
    (folder / "字体/仿宋.ttf").write_bytes(font)
    (folder / "方案.credit").write_text(SCHEME, encoding="utf-8")
    return measured(folder, "print", "方案.credit", "--fonts", "字体", "-o", "附件1.pdf")


@pytest.fixture(scope="module", name="start")
def _start(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that the command takes where nothing hangs, on a machine as busy as it is now."""
    return max(1, printed(tmp_path_factory.mktemp("start"), office(KAI, lambda font: font)).seconds)


@posix
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in EVERY_CHANGE else pytest.mark.full) for name in FONTS]
)
def test_a_hostile_font_is_used_or_refused(name: str, tmp_path: Path, start: float) -> None:
    done = printed(tmp_path, office(*FONTS[name]))
    assert done.processor_seconds <= SECONDS + 3 * start and done.megabytes <= MEGABYTES
    assert not re.search("Traceback|E0099|程序自身|panick", done.messages), done.messages
    if done.status:
        assert done.status == 2 and ("字体" in done.messages or "E0085" in done.messages), done.messages
    assert (tmp_path / "附件1.pdf").exists() == (done.status == 0)


@posix
def test_a_sound_font_of_the_office_is_used(tmp_path: Path) -> None:
    done = printed(tmp_path, office(KAI, lambda font: font))
    assert done.status == 0 and "仿宋_GB2312" not in done.messages and done.megabytes <= MEGABYTES, done.messages
