"""Names of a folder's files: every system takes them, and no two are one file anywhere."""

import unicodedata

import pytest

from creditdsl.files.file_names import file_names

APART = {
    "case": ("A局", "a局"),
    "sharp s": ("STRASSE", "Straße"),
    "width": ("Ａ局", "A局"),
    "full width brackets": ("甲局（新区）", "甲局(新区)"),
    "normal form": ("Café", "Cafe\u0301"),
    "compatibility": ("北京㈱", "北京(株)"),
    "half-width kana": ("ｶﾅ", "カナ"),
    "Kelvin": ("\u212a局", "k局"),
    "ligature": ("ﬁ局", "fi局"),
    "slashes": ("甲/乙", "甲\\乙", "甲:乙", "甲_乙"),
    "unseen": ("甲\u200b局", "甲\u202e局", "甲\ufeff局", "甲_局"),
    "private": ("甲\ue000局", "甲\ue001局"),
    "trailing": ("甲局", "甲局.", "甲局 ", "甲局. ."),
    "all dots": ("...", ". .", ""),
    "long": ("长" * 300, "长" * 301, "长" * 60),
    "long and four bytes": ("𠮷" * 300, "𠮷" * 301, "𠮷" * 50),
    "numbered by hand": ("甲", "甲", "甲-2", "Ａ", "A", "a-2"),
    "lone surrogate": ("甲\ud800", "甲\udfff"),
    "a thousand": tuple(f"长{'长' * 80}{number}" for number in range(1000)),
}
DEVICES = ("CON", "con", "Nul", "AUX.txt", "PRN .x", "COM1", "lpt9", "COM¹", "CONIN$", "clock$", "NUL.")
ODD = (*DEVICES, "-rf", "~甲", ".隐藏", " 甲", "..", "/etc/passwd", "C:\\甲", "甲\n乙", "甲\x00乙", 'a"b<c>d|e?f*')


def key(file: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", file).casefold())


def taken_everywhere(file: str) -> bool:
    stem = file.split(".")[0].rstrip().upper()
    devices = {"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"}
    devices |= {f"{name}{number}" for name in ("COM", "LPT") for number in "0123456789¹²³"}
    return (
        stem not in devices
        and len(file.encode()) <= 255
        and len(unicodedata.normalize("NFD", file).encode("utf-16-le")) <= 510
        and not set(file) & set('\\/:*?"<>|')
        and all(unicodedata.category(char)[0] != "C" for char in file)
        and file[0] not in ". -~"
        and file.rpartition(".")[0][-1] not in ". "
    )


@pytest.mark.parametrize("names", APART.values(), ids=APART)
@pytest.mark.parametrize("before", ["", "附件1得分说明-"])
def test_no_two_names_are_one_file(names: tuple[str, ...], before: str) -> None:
    files = file_names(before, names, ".pdf")
    assert set(files) == set(names)
    assert len({key(file) for file in files.values()}) == len(files)
    assert all(map(taken_everywhere, files.values()))


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ""])
def test_every_system_takes_the_name(name: str, suffix: str) -> None:
    (file,) = file_names("", [name], suffix or ".a").values()
    assert taken_everywhere(file)


def test_ordinary_names_stay_as_they_are() -> None:
    names = ("甲局", "甲县（新区）", "Ａ局", "市场监管局-2", "镇 政府")
    assert list(file_names("附件1得分说明-", names, ".pdf").values()) == [f"附件1得分说明-{name}.pdf" for name in names]
    assert file_names("", ["Cafe\u0301"], ".pdf") == {"Cafe\u0301": "Café.pdf"}
    assert file_names("", ["CONSOLE", "COM10", "nul局"], ".x")["CONSOLE"] == "CONSOLE.x"


def test_the_numbers_follow_the_order() -> None:
    assert list(file_names("", ["甲/", "甲\\", "甲_"], ".x").values()) == ["甲_.x", "甲_-2.x", "甲_-3.x"]
