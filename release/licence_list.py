"""The licences of all that is handed out, from the metadata of wheels and npm packages.

A wheel names its licence and its texts in METADATA. A compiled wheel may also list what was compiled into it, as a
CycloneDX bill of materials; those parts are listed with their licences, without their texts.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

RULE = "=" * 72
MAIL = re.compile(r" *<[^<>\s]+@[^<>\s]+>")
STANDARD_TEXTS = Path(__file__).parent / "licences"
"""Texts by SPDX identifier, for packages that name a licence and do not carry its text."""


class NoLicence(Exception):
    """A package whose licence is not to be found in it."""


@dataclass(frozen=True, slots=True)
class Component:
    """A package inside. licence: an SPDX expression or a name. parts: what is compiled in, a line each."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The package, its version and its licence."""
        return f"{self.name} {self.version}　{self.licence}"


def wheel_metadata(archive: zipfile.ZipFile) -> tuple[str, Message]:
    """Return the folder of a wheel's metadata, with its slash, and the fields of METADATA."""
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA") and name.count("/") == 1)
    return name.removesuffix("METADATA"), Parser().parsestr(archive.read(name).decode())


def wheel_component(wheel: Path) -> Component:
    """Return what a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        folder, metadata = wheel_metadata(archive)
        files = [
            next((name for name in (f"{folder}licenses/{file}", f"{folder}{file}") if name in names), "")
            for file in metadata.get_all("License-File", [])
        ]
        if not files or "" in files:
            raise NoLicence(f"{wheel.name} 里没有许可的全文。")
        texts = tuple(plain(archive.read(name)) for name in files)
        bills = [archive.read(name) for name in sorted(names) if name.startswith(f"{folder}sboms/")]
    classified = [
        field.split(" :: ")[-1] for field in metadata.get_all("Classifier", []) if field.startswith("License")
    ]
    licence = metadata["License-Expression"] or metadata["License"] or "、".join(classified)
    parts = tuple(line for bill in bills for line in _compiled_in(bill))
    return Component(metadata["Name"], metadata["Version"], licence, texts, parts)


def npm_components(modules: Path) -> list[Component]:
    """Return what a bundle may hold: the packages of the lock beside node_modules that are no tools."""
    lock = json.loads((modules.parent / "package-lock.json").read_text(encoding="utf-8"))
    packages = [name for name, entry in lock["packages"].items() if name and not entry.get("dev")]
    return [npm_component(modules.parent / name) for name in packages if (modules.parent / name).is_dir()]


def page_licences(modules: Path) -> str:
    """Return the licences of what is bundled into the page, without mail addresses of people.

    Pyodide, the only package under another licence, is in 工作台.html only.
    """
    text = licence_text(component for component in npm_components(modules) if component.licence == "MIT")
    return MAIL.sub("", text)


def npm_component(folder: Path) -> Component:
    """Return what an installed npm package says of itself."""
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    paths = [path for path in sorted(folder.iterdir()) if path.stem.lower() == "license"]
    paths = paths or list(STANDARD_TEXTS.glob(f"{package['license']}.txt"))
    if not paths:
        raise NoLicence(f"{package['name']} 里没有许可的全文。")
    texts = tuple(plain(path.read_bytes()) for path in paths)
    return Component(package["name"], package["version"], package["license"], texts)


def _classified(metadata: Message) -> str:
    classifiers = [field.split(" :: ") for field in metadata.get_all("Classifier", [])]
    return "、".join(field[-1] for field in classifiers if field[0] == "License")


def _compiled_in(bill: bytes) -> Iterator[str]:
    for part in json.loads(bill)["components"]:
        if part.get("scope") != "excluded":
            names = [entry.get("expression") or entry["license"].get("id", "") for entry in part.get("licenses", [])]
            yield f"{part['name']} {part['version']}　{'、'.join(names) or '未注明'}"


def plain(text: bytes) -> str:
    """Return a text of a licence with plain line ends."""
    return text.decode("utf-8-sig").replace("\r\n", "\n").strip()


def licence_text(components: Iterable[Component]) -> str:
    """Return the list of components, then the full texts."""
    ordered = sorted(components, key=lambda component: component.name.lower())
    lines = ["里面的软件和它们的许可", "", *(component.line for component in ordered)]
    for component in ordered:
        lines += ["", RULE, component.line, RULE]
        for text in component.texts:
            lines += ["", text]
        if component.parts:
            lines += ["", f"{component.name} 里编译进去的部分（许可全文见各自的项目）：", "", *component.parts]
    return "\n".join(lines) + "\n"
