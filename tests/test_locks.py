"""Locks that do not age: pip resolves nothing that the lock leaves open.

In hash mode pip refuses `coverage[toml]>=7` beside a pin of plain `coverage` as soon as a newer coverage is
published, so a pin carries every extra that anything in the locked set asks for.
"""

import importlib.metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def pins(lock: Path) -> dict[str, Requirement]:
    """Return the pinned requirements of `lock` by canonical name."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.removesuffix("\\").strip()) for line in lines if line[:1].isalnum()]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def requested_extras(lock: Path) -> list[tuple[str, str, frozenset[str]]]:
    """Return who asks for which distribution with which extras, as far as the locked set is installed."""
    pinned = pins(lock)
    asked = []
    for name, pin in pinned.items():
        try:
            requires = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for requirement in map(Requirement, requires):
            reached = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in pin.extras | {""}
            )
            target = canonicalize_name(requirement.name)
            if reached and requirement.extras and target in pinned:
                asked.append((name, target, frozenset(requirement.extras)))
    return asked


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_pins_carry_the_extras_that_the_locked_set_asks_for(lock: Path) -> None:
    pinned = pins(lock)
    assert pinned
    for requester, name, extras in requested_extras(lock):
        assert extras <= pinned[name].extras, f"{requester} asks for {name}{sorted(extras)}"


def test_the_full_lock_has_such_a_request() -> None:
    """pytest-cov asks for coverage[toml]: the request that broke `make demo` in a lock without extras."""
    assert ("pytest-cov", "coverage", frozenset({"toml"})) in requested_extras(ROOT / "requirements.lock")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")
