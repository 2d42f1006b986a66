"""The package as a program meets it: nothing is imported before it is needed, and every name has its type."""

import ast
import os
import pickle
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import creditdsl
from tests.api import outside
from tests.api.conftest import SCHEME, units

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

WRONG = """import creditdsl

scores = creditdsl.read("方案.credit").table().score([{"单位": "甲局"}])
scores["甲局"].total + 1
creditdsl.read("方案.credit").table().score(5)
creditdsl.read("方案.credit").table().score("数据.csv", engine="numpy")
scores["甲局"].nothing
"""


def python(code: str) -> list[str]:
    """What a new interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.split()


def test_importing_the_package_imports_its_version_only() -> None:
    code = "import sys; before = {*sys.modules}; import creditdsl; print(*sorted({*sys.modules} - before))"
    assert python(code) == ["creditdsl", "creditdsl.base", "creditdsl.base.version"]


def test_reading_and_scoring_needs_no_package_of_an_engine() -> None:
    code = (
        "import sys, creditdsl; from tests.api.conftest import SCHEME, units;"
        "creditdsl.read(text=SCHEME).table().score(units())['甲局'].explain().text();"
        "print(*{'numpy', 'pyarrow', 'pandas', 'polars', 'duckdb', 'docx', 'typst'} & {*sys.modules})"
    )
    assert python(code) == []


def test_every_public_name_is_there_and_on_the_page() -> None:
    for name in creditdsl.__all__:
        assert getattr(creditdsl, name) is not None and name in dir(creditdsl)
        assert name == "__version__" or f"`{name}" in PAGE, f"docs/api.md does not speak of {name}"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = creditdsl.nothing  # type: ignore[attr-defined]


def test_what_a_worker_process_gives_back_can_be_pickled() -> None:
    table = creditdsl.read(text=SCHEME).table()
    rows = [*units()[:2], {**units()[2], "信息条数": None}]
    scores = table.score(rows, partial=True)
    for kept in (scores["甲局"].items, scores["丙局（本级）"].total, scores["甲局"]):
        assert repr(pickle.loads(pickle.dumps(kept))) == repr(kept)
    for fail in (lambda: table.score(rows), lambda: scores["丁局"]):
        with pytest.raises(creditdsl.Failure) as raised:
            fail()
        again = pickle.loads(pickle.dumps(raised.value))
        assert (type(again), str(again), again.findings) == (
            type(raised.value),
            str(raised.value),
            raised.value.findings,
        )


def test_type_checkers_and_programs_find_the_same_names() -> None:
    tree = ast.parse((ROOT / "creditdsl" / "__init__.py").read_text(encoding="utf-8"))
    (typed,) = (node for node in tree.body if isinstance(node, ast.If))
    imported = {
        alias.name: node.module for node in typed.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert imported == {name: f"creditdsl.api.{home}" for name, home in creditdsl._HOMES.items()}
    assert {*imported, "__version__"} == {*creditdsl.__all__}


def test_every_public_thing_is_described() -> None:
    kinds = [getattr(creditdsl, name) for name in creditdsl.__all__]
    for kind in [each for each in kinds if isinstance(each, type)]:
        assert kind.__doc__, kind
        for name, member in vars(kind).items():
            if not name.startswith("_") and (callable(member) or hasattr(member, "__get__")):
                described = getattr(member, "__doc__", None) or type(member).__name__ == "member_descriptor"
                assert described, f"{kind.__name__}.{name} has no docstring"


def test_a_users_program(tmp_path: Path) -> None:
    assert outside.main(tmp_path) == outside.EXPECTED


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment in which the package is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("**/site-packages")
    (packages / "creditdsl").symlink_to(ROOT / "creditdsl")
    return next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists())


def checked(path: Path, installed: Path) -> list[str]:
    """What mypy --strict says of a user's file that stands outside the checkout."""
    cache = str(ROOT / ".mypy_cache" / "users")
    words = ["--strict", "--no-color-output", "--cache-dir", cache, "--python-executable", str(installed), str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *words],
        cwd=path.parent,
        env={name: value for name, value in os.environ.items() if name not in ("MYPYPATH", "PYTHONPATH")},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return (done.stdout + done.stderr).splitlines()


def test_a_users_program_passes_the_strict_type_check(tmp_path: Path, installed: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(Path(outside.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    assert checked(program, installed) == ["Success: no issues found in 1 source file"]


def test_the_type_check_finds_slips(tmp_path: Path, installed: Path) -> None:
    program = tmp_path / "wrong.py"
    program.write_text(WRONG, encoding="utf-8")
    *found, last = checked(program, installed)
    lines = [line.split(":")[1] for line in found if ": error:" in line]
    assert lines == ["4", "5", "6", "7"], found
    assert last.startswith("Found 4 errors")
