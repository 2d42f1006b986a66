"""Packs the built extension as a .vsix, the same bytes from the same files: `make vsix`.

A .vsix is a zip of the extension's folder with a manifest and a list of content types. vsce would make it too, but has
two hundred packages of its own.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

EXTENSION = Path(__file__).parent / "vscode"
LICENSE = EXTENSION.parents[1] / "LICENSE"
FILES = (
    "README.md",
    "dist/extension.js",
    "language-configuration.json",
    "package.json",
    "syntaxes/credit.tmLanguage.json",
)
_DATE = (1980, 1, 1, 0, 0, 0)
_TYPES = {".json": "application/json", ".js": "application/javascript", ".md": "text/markdown", ".txt": "text/plain"}


def entries() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the archive."""
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    yield "[Content_Types].xml", _content_types().encode()
    yield "extension.vsixmanifest", _manifest(manifest).encode()
    yield "extension/LICENSE.txt", LICENSE.read_bytes()
    yield "extension/THIRD-PARTY.txt", _licences().encode()
    for name in FILES:
        yield f"extension/{name}", (EXTENSION / name).read_bytes()


def pack(path: Path) -> None:
    """Write the archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED, 9)


def _content_types() -> str:
    types = {".vsixmanifest": "text/xml", **_TYPES}
    defaults = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in types.items())
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="{namespace}">{defaults}</Types>\n'


def _manifest(package: dict[str, str]) -> str:
    """Return the manifest of VS Code's gallery for the package.json of an extension."""
    identity = {"Language": "zh-CN", "Id": package["name"], "Version": package["version"]}
    identity["Publisher"] = package["publisher"]
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in identity.items())
    engine = quoteattr(package["engines"]["vscode"])  # type: ignore[index]
    asset = "Microsoft.VisualStudio.Services"
    assets = {
        "Microsoft.VisualStudio.Code.Manifest": "package.json",
        f"{asset}.Content.Details": "README.md",
        f"{asset}.Content.License": "LICENSE.txt",
    }
    listed = "\n".join(
        f'    <Asset Type="{kind}" Path="extension/{name}" Addressable="true"/>' for kind, name in assets.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity {attributes}/>
    <DisplayName>{escape(package["displayName"])}</DisplayName>
    <Description xml:space="preserve">{escape(package["description"])}</Description>
    <Categories>{escape(",".join(package["categories"]))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={engine}/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
{listed}
  </Assets>
</PackageManifest>
"""


def _licences() -> str:
    """Return the licences of the packages that esbuild put into the bundle."""
    inputs = json.loads((EXTENSION / "dist/meta.json").read_text(encoding="utf-8"))["inputs"]
    names = sorted({name.split("/")[1] for name in inputs if name.startswith("node_modules/")})
    return "\n\n".join(f"{name}\n{'=' * len(name)}\n\n{_licence(EXTENSION / 'node_modules' / name)}" for name in names)


def _licence(folder: Path) -> str:
    (path,) = (path for path in folder.iterdir() if path.stem.lower() == "license")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").strip() + "\n"


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
