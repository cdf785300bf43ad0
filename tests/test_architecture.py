"""What holds for all of the code: who may import whom, and what is never written."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import PROTECT, SET_NULL, CheckConstraint, Model
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from rusmiddel.standards.loading import preset, preset_names
from tooling.layout import ROOT

PRODUCT = ("rusmiddel", "cases", "offers", "visitation", "rights", "complaints", "reporting")
# All Danish municipalities by code: a register of the state, which no rule asks about by name.
REGISTER_OF_MUNICIPALITIES = ROOT / "rusmiddel" / "municipalities.py"
# Made-up people are loaded in bulk, with the history they would have had.
DEMO = ROOT / "reporting" / "demo"
VAGUE = ("utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common")
LEAVES_NO_HISTORY = {"update", "bulk_create", "bulk_update"}
WRITTEN_WHOLE = {"save", "delete"}


def files(*roots: str, suffix: str = ".py") -> list[Path]:
    found = [path for root in roots for path in sorted((ROOT / root).rglob(f"*{suffix}"))]
    return [path for path in found if "__pycache__" not in path.parts]


def product() -> list[Path]:
    return [path for path in files(*PRODUCT) if "migrations" not in path.parts]


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]


def models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PRODUCT and not hasattr(model, "instance_type")
    ]


def test_imports_go_down_only():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


CLOCKS = re.compile(r"\b(date\.today|datetime\.(now|today|utcnow))$|^timezone\.now\(\)\.(date|today)$")


def test_the_clock_is_read_as_danish_time_and_never_as_the_machines():
    read = [
        where(path, call)
        for path in product()
        for call in calls(path)
        if CLOCKS.search(ast.unparse(call.func))
    ]

    assert read == []


@pytest.mark.parametrize("name", preset_names())
def test_no_code_and_no_page_knows_a_municipality_by_name(name):
    name = preset(name).organisation.municipality.value.removesuffix(" Kommune")
    pages = files("templates", suffix=".html")

    knowing = [
        str(path.relative_to(ROOT))
        for path in [*product(), *pages]
        if path != REGISTER_OF_MUNICIPALITIES and name.lower() in path.read_text().lower()
    ]

    assert knowing == []


def test_no_app_listens_to_signals():
    listening = [
        str(path.relative_to(ROOT))
        for path in product()
        if re.search(r"django\.dispatch|models\.signals|import receiver", path.read_text())
    ]

    assert listening == []


def test_what_has_a_history_is_saved_one_by_one():
    kept = {model.__name__ for model in models() if hasattr(model, "history")}
    past_history = [
        where(path, call)
        for path in product()
        if DEMO not in path.parents
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in LEAVES_NO_HISTORY
        and re.match(rf"({'|'.join(sorted(kept))})\.objects\b", ast.unparse(call.func.value))
    ]

    assert len(kept) > 5
    assert past_history == []


def test_no_model_hides_an_act_in_save_or_delete():
    hiding = [
        f"{model.__name__}.{name}" for model in models() for name in WRITTEN_WHOLE if name in vars(model)
    ]

    assert hiding == []


def test_the_database_too_knows_every_closed_choice():
    unguarded = []
    for model in models():
        guarded = " ".join(
            str(constraint.condition)
            for constraint in model._meta.constraints
            if isinstance(constraint, CheckConstraint)
        )
        unguarded += [
            f"{model.__name__}.{field.name}"
            for field in model._meta.local_fields
            if field.choices and f"'{field.name}" not in guarded
        ]

    assert unguarded == []


def test_nothing_that_something_rests_on_can_be_deleted():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in models()
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.on_delete not in {PROTECT, SET_NULL}
    ]

    assert loose == []


def test_every_constraint_and_index_has_a_name_of_its_own():
    names = [thing.name for model in models() for thing in [*model._meta.constraints, *model._meta.indexes]]

    assert len(names) == len(set(names)) > 50


def test_every_migration_says_in_its_name_what_it_does():
    unnamed = [
        path.name
        for path in files(*PRODUCT)
        if path.parent.name == "migrations" and re.search(r"_auto_|^\d{4}_\d|_and_more$", path.stem)
    ]

    assert unnamed == []


def test_no_module_has_a_name_that_says_nothing():
    assert [path.name for path in product() if path.stem in VAGUE] == []


def test_nothing_is_left_undone_in_a_comment():
    undone = [
        str(path.relative_to(ROOT))
        for path in files(*PRODUCT, "tests", "tooling")
        if path != Path(__file__) and re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text())
    ]

    assert undone == []


def test_no_test_is_skipped():
    skipped = [
        str(path.relative_to(ROOT))
        for path in files("tests")
        if path != Path(__file__)
        and re.search(r"mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)\(", path.read_text())
    ]

    assert skipped == []
