"""What is installed is exactly what was locked, wherever it is fetched from."""

import json
import re
import tomllib

import pytest

from tooling.layout import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text()))


def name_of(requirement: str) -> str:
    return re.split(r"[\[~=><; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock):
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    for line in filter(lambda line: line.strip() and not line.startswith("#"), text.splitlines()):
        assert PINNED.match(line), line
        assert "--hash=sha256:" in line, line


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json", "package.json", ".npmrc"])
def test_no_lock_says_where_to_fetch(lock):
    assert not re.search(r"https?://|file:|--index-url|--find-links|resolved\"", (ROOT / lock).read_text())


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PYPROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PYPROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PYPROJECT["project"]["optional-dependencies"]["dev"]),
        ("requirements-node.txt", PYPROJECT["dependency-groups"]["node"]),
    ],
)
def test_what_pyproject_asks_for_is_in_the_lock(lock, wanted):
    assert {name_of(requirement) for requirement in wanted} <= pins(lock).keys()


def test_production_and_development_run_the_same_versions():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_front_end_packages_are_pinned_with_hashes():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-")
