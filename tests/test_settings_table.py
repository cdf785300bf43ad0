"""docs/operations.md names exactly the settings that the project reads, and what runs by itself."""

import re

from django.conf import settings

from tooling.layout import ROOT

READ = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"(, )?")
TABLE_ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \|", re.MULTILINE)


def read_by_settings() -> dict[str, bool]:
    """Each variable, and whether it has a default."""
    text = (ROOT / "rusmiddel" / "settings.py").read_text()
    return {name: bool(default) for name, default in READ.findall(text)}


def documented() -> dict[str, str]:
    return dict(TABLE_ROW.findall((ROOT / "docs" / "operations.md").read_text()))


def test_every_setting_the_project_reads_is_in_the_table_and_no_other():
    assert set(documented()) == set(read_by_settings()) | {"HEALTH_ADDRESS"}


def test_the_table_says_which_settings_must_be_there():
    without_default = {name for name, default in read_by_settings().items() if not default}

    assert {name for name, default in documented().items() if default == "none"} == without_default


def test_what_runs_by_itself_is_told_of():
    text = (ROOT / "docs" / "operations.md").read_text()

    assert [name for name in settings.CELERY_BEAT_SCHEDULE if f"| `{name}` |" not in text] == []
