"""docs/rules.md held against the tree: what a row names is there, and what the code cites has a row."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest

from tooling.layout import ROOT

CELL = re.compile(r"(?<!\\)\|")
NAMED = re.compile(r"`([^`]+)`")
RULE_ID = re.compile(r"\b(?:GUA|U18|MED|ASS|CHI|INQ|ANO|VIS|DEC|KLA|CON)-\d+\b")
APPS = ("rusmiddel", "cases", "offers", "visitation", "rights", "complaints", "reporting")


@dataclass(frozen=True)
class Row:
    """A rule of the table."""

    id: str
    sentence: str
    source: str
    verified: str
    code: tuple[str, ...]
    tests: tuple[str, ...]


def rows() -> list[Row]:
    lines = (ROOT / "docs" / "rules.md").read_text().splitlines()
    cells = [[cell.strip() for cell in CELL.split(line)[1:-1]] for line in lines if line.startswith("| ")]
    return [
        Row(id, sentence, source, verified, tuple(NAMED.findall(code)), tuple(NAMED.findall(tests)))
        for id, sentence, source, verified, code, tests in cells
        if id not in {"id", "---"}
    ]


def params(values):
    return [pytest.param(row, name, id=f"{row.id}-{name}") for row, name in values]


@cache
def functions_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_rule_has_one_row():
    ids = [row.id for row in rows()]

    assert ids
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in rows()])
def test_every_row_is_whole(row):
    assert all((row.sentence, row.source, row.code, row.tests))
    # What nobody has confirmed is a setting or a question, and the row says which.
    assert re.fullmatch(r"law|guideline|standard|design|registry|no: (setting|question).*", row.verified)


@pytest.mark.parametrize(("row", "name"), params((row, name) for row in rows() for name in row.code))
def test_the_code_that_a_row_names_is_there(row, name):
    assert resolve_name(name) is not None


@pytest.mark.parametrize(("row", "name"), params((row, name) for row in rows() for name in row.tests))
def test_the_test_that_a_row_names_is_there(row, name):
    path, _, function = name.partition("::")

    assert function in functions_in(ROOT / path)


def test_every_rule_that_the_code_cites_has_a_row():
    texts = [path.read_text() for app in APPS for path in (ROOT / app).rglob("*.py")]
    cited = {rule for text in texts for rule in RULE_ID.findall(text)}

    assert cited - {row.id for row in rows()} == set()
