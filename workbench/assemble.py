"""Make 工作台.html: the page, Pyodide, the program and what it needs, in one file that asks the network for nothing.

    python workbench/assemble.py archives NODE_MODULES BUNDLES
    python workbench/assemble.py page NODE_MODULES BUNDLES OUT.html

The first archives the program and the standard library in BUNDLES; snapshot.mjs then keeps the memory of a Python that
has them loaded, as BUNDLES/memory; the second puts all in the page. Packages are those of the running environment,
which the lock files fill. The same inputs give the same bytes.
"""

import io
import json
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from packing import packed

from creditdsl.api.published_schemes import DOCUMENTS, document_paths
from creditdsl.workbench.page_files import browser_check, filled, policy

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = ("jinja2", "markupsafe", "click", "xlsxwriter")
"""What the program imports in the browser. Compiled parts are left out: each has a pure Python part. Lark is not needed
where the parser's tables are at hand.
"""

COMPILED = (".so", ".pyd", ".c", ".pyc")
LEFT_OUT = (
    "creditdsl/publish/fonts/",
    "creditdsl/workbench/page/",
    "creditdsl/cli/commands/",
    "creditdsl/backends/sql/",
)
UNUSED = (
    "_pydatetime.py",
    "_pyio.py",
    "_pyrepl/",
    "bdb.py",
    "ctypes/",
    "dbm/",
    "doctest.py",
    *(f"encodings/{name}" for name in ("cp0", "cp1", "cp2", "cp424", "cp5", "cp7", "cp8", "hp_", "koi8", "kz", "mac_")),
    *(f"encodings/iso8859_{number}.py" for number in range(2, 17)),
    "ensurepip/",
    "ftplib.py",
    "imaplib.py",
    "mailbox.py",
    "multiprocessing/",
    "optparse.py",
    "pdb.py",
    "pickletools.py",
    "poplib.py",
    "pydoc.py",
    "pydoc_data/",
    "smtplib.py",
    "sqlite3/",
    "trace.py",
    "unittest/",
    "wsgiref/",
    "xmlrpc/",
)
"""What neither the program nor Pyodide imports of the standard library: texts are read as UTF-8 or GB18030."""

PROGRAM, LIBRARY = "program.zip", "python_stdlib.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)


def program_files() -> dict[str, bytes]:
    """Return the files of the program and its packages by their names in the archive."""
    files = {}
    for folder in ("creditdsl", "grammar"):
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and "__pycache__" not in path.parts and not name.startswith(LEFT_OUT):
                files[name] = path.read_bytes()
    for document in DOCUMENTS:
        for path in document_paths(document):
            files[f"schemes/{path.as_posix()}"] = (ROOT / "schemes" / path).read_bytes()
    for package in PACKAGES:
        for file in distribution(package).files or ():
            if file.suffix not in COMPILED and ".." not in file.parts and not file.parts[0].endswith(".dist-info"):
                files[file.as_posix()] = Path(str(file.locate())).read_bytes()
    return files


def archive(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of files, stored: the page packs it as a whole."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, EPOCH), files[name])
    return content.getvalue()


def standard_library(content: bytes) -> bytes:
    """Return the archive of the standard library without what is never imported."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return archive({name: source.read(name) for name in source.namelist() if not name.startswith(UNUSED)})


def embedded_files(modules: Path, bundles: Path) -> dict[str, bytes]:
    """Return what the page carries besides its script, by name."""
    pyodide = modules / "pyodide"
    information = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    files = {name: (pyodide / name).read_bytes() for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")}
    files["pyodide-lock.json"] = json.dumps({"info": information, "packages": {}}).encode()
    bundled = ("worker.js", PROGRAM, LIBRARY, "memory")
    return files | {name: (bundles / name).read_bytes() for name in bundled if (bundles / name).exists()}


def licences() -> str:
    """Return the licences of what the page carries besides Python's own."""
    texts = [(ROOT / "creditdsl" / "workbench" / "page" / "MIT-codemirror.txt").read_text(encoding="utf-8")]
    for package in PACKAGES:
        for file in distribution(package).files or ():
            if ".dist-info" in file.parts[0] and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
                texts.append(f"{package}\n\n{Path(str(file.locate())).read_text(encoding='utf-8')}")
    texts.append("pyodide\n\n" + (ROOT / "release" / "licences" / "MPL-2.0.txt").read_text(encoding="utf-8"))
    return "\n\n".join(texts).replace("<", "&lt;").replace("\r\n", "\n")


def page(modules: Path, bundles: Path) -> str:
    """Return the page."""
    script = (bundles / "offline.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    files = embedded_files(modules, bundles)
    rules = policy([browser_check(), script], " blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src blob:")
    meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{rules}">'
    notices = f'<script type="text/plain" id="licences">\n{licences()}\n</script>\n'
    names = f'<script type="text/plain" id="files">{json.dumps(list(files))}</script>\n'
    parts = (
        f'<script type="text/plain" id="file:{name}">{packed(content)}</script>\n' for name, content in files.items()
    )
    html = (ROOT / "creditdsl" / "workbench" / "page" / "page.html").read_text(encoding="utf-8")
    html = html.replace('<meta charset="utf-8">', meta)
    html = html.replace("<script>/*SCRIPT*/", f"{notices}{names}{''.join(parts)}<script>/*SCRIPT*/")
    return filled(html, script)


def main(what: str, modules: str, bundles: str, out: str = "") -> None:
    folder = Path(bundles)
    if what == "archives":
        (folder / PROGRAM).write_bytes(archive(program_files()))
        (folder / LIBRARY).write_bytes(standard_library((Path(modules) / "pyodide" / LIBRARY).read_bytes()))
    else:
        target = Path(out)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(Path(modules), folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
