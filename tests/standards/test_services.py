"""One standard governs each day, and what governed can never be rewritten."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from rusmiddel.access.enums import Role
from rusmiddel.standards.loading import InvalidStandard, fingerprint
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.services import NoStandardInForce, in_force, load_standard, timeline
from tests.standards.factories import TODAY, load, make_user, smallest

pytestmark = pytest.mark.django_db


def test_the_first_standard_without_a_date_governs_everything_before_it_too():
    load("Første")
    assert in_force(date(1999, 1, 1)).title == in_force(TODAY).title == "Første"


def test_a_standard_governs_from_the_date_in_its_own_text():
    text = smallest(more='[revision]\nvalid_from = { value = 2022-01-01, source = "x" }')
    load_standard(text=text, file="x.toml", by=None, today=TODAY)
    assert in_force(date(2022, 1, 1))
    with pytest.raises(NoStandardInForce, match=r"Ingen kvalitetsstandard gælder den 31\. december 2021"):
        in_force(date(2021, 12, 31))


def test_a_new_standard_closes_the_one_before_it_on_its_first_day():
    load("Gammel")
    load("Ny", valid_from=date(2026, 1, 1))
    assert in_force(date(2025, 12, 31)).title == "Gammel"
    assert in_force(date(2026, 1, 1)).title == "Ny"


def test_a_new_standard_without_a_date_governs_from_today():
    load("Gammel")
    assert load("Ny").valid_from == TODAY


def test_the_same_file_twice_is_loaded_once():
    assert load("Samme").pk == load("Samme").pk


def test_a_standard_replaced_before_its_first_day_never_governs():
    load("Gammel")
    load("Fejl", valid_from=date(2999, 1, 1))
    load("Rettet", valid_from=date(2999, 1, 1))
    assert in_force(date(2999, 1, 1)).title == "Rettet"
    assert [version.name for version in timeline().versions] == ["Gammel", "Rettet"]


def test_an_older_standard_ends_where_the_next_one_begins():
    load("Ny", valid_from=date(2024, 1, 1))
    older = load("Gammel", valid_from=date(2022, 1, 1))
    assert older.superseded_on == date(2024, 1, 1)


def test_a_day_that_is_taken_is_refused_in_danish():
    load("Ny", valid_from=date(2024, 1, 1))
    with pytest.raises(
        ValidationError, match=r"Der gælder allerede en kvalitetsstandard fra den 1\. januar 2024"
    ):
        load("Anden", valid_from=date(2024, 1, 1))


def test_a_period_inside_another_is_refused_in_danish():
    load("Første", valid_from=date(2020, 1, 1))
    load("Anden", valid_from=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="To kvalitetsstandarder kan ikke gælde på samme tid"):
        load("Midt i", valid_from=date(2022, 1, 1))


def test_a_refused_file_leaves_everything_as_it_was():
    load("Gammel")
    with pytest.raises(InvalidStandard):
        load_standard(text=smallest() + "[guarantee]\ndays = 14", file="x.toml", by=None, today=TODAY)
    assert in_force(TODAY).title == "Gammel"
    assert StandardVersion.objects.count() == 1


def test_only_an_administrator_may_load():
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(PermissionDenied):
            load_standard(text=smallest(), file="x.toml", by=make_user(role), today=TODAY)
    administrator = make_user(Role.ADMINISTRATOR)
    assert (
        load_standard(text=smallest(), file="x.toml", by=administrator, today=TODAY).loaded_by
        == administrator
    )


def test_the_standard_knows_its_version():
    version = load()
    assert in_force(TODAY).version_id == version.pk


def test_asking_twice_costs_one_query_each_time(count_queries):
    load()
    in_force(TODAY)
    with count_queries() as queries:
        in_force(TODAY)
    assert len(queries) == 1


def test_many_days_cost_one_query(count_queries):
    load("Gammel")
    load("Ny", valid_from=date(2026, 1, 1))
    in_force(TODAY), in_force(date(2020, 1, 1))
    with count_queries() as queries:
        governed = timeline()
        titles = {governed.on(date(year, 6, 1)).title for year in range(2015, 2030)}
    assert (len(queries), titles) == (1, {"Gammel", "Ny"})


def test_two_in_force_at_once_are_impossible_in_the_database():
    load("Første")
    with pytest.raises(IntegrityError, match="standard_one_in_force_at_a_time"):
        StandardVersion.objects.create(
            name="Anden", municipality="x", valid=DateRange(TODAY, None), toml_text="", sha256=fingerprint("")
        )


def refused(message: str):
    return pytest.raises(DatabaseError, match=message)


@pytest.mark.parametrize("change", [{"toml_text": "x"}, {"name": "x"}, {"sha256": "0" * 64}], ids=str)
def test_a_loaded_standard_cannot_be_rewritten(change):
    version = load()
    with refused("kan ikke ændres"), transaction.atomic():
        StandardVersion.objects.filter(pk=version.pk).update(**change)


def test_a_loaded_standard_cannot_be_deleted():
    version = load()
    with refused("kan ikke slettes"), transaction.atomic():
        version.delete()


@pytest.mark.parametrize(
    ("period", "message"),
    [
        (DateRange(date(2021, 1, 1), date(2030, 1, 1)), "Kun slutdatoen"),
        (DateRange(date(2021, 1, 1), None), "Kun slutdatoen"),
        (DateRange(empty=True), "kan ikke trækkes tilbage"),
    ],
    ids=str,
)
def test_only_the_end_of_the_open_period_can_be_set(period, message):
    version = load(valid_from=date(2020, 1, 1))
    with refused(message), transaction.atomic():
        StandardVersion.objects.filter(pk=version.pk).update(valid=period)


def test_a_closed_period_stays_as_it_is():
    first = load("Første", valid_from=date(2020, 1, 1))
    load("Anden", valid_from=date(2024, 1, 1))
    with refused("En afsluttet kvalitetsstandard"), transaction.atomic():
        StandardVersion.objects.filter(pk=first.pk).update(
            valid=DateRange(date(2020, 1, 1), date(2023, 1, 1))
        )


def test_the_command_loads_a_preset_from_a_day(capsys):
    call_command("load_standard", "norddjurs", "--from", "2025-01-01")
    assert "gælder fra den 1. januar 2025" in capsys.readouterr().out
    assert in_force(date(2025, 1, 1)).organisation.municipality_code.value == "0707"


def test_the_command_loads_a_municipalitys_own_file(tmp_path):
    path = tmp_path / "egen.toml"
    path.write_text(smallest("Egen"), encoding="utf-8")
    call_command("load_standard", str(path))
    assert in_force(TODAY).title == "Egen"


def test_the_command_refuses_a_file_with_all_its_mistakes(tmp_path):
    path = tmp_path / "egen.toml"
    path.write_text(smallest(more="[guarantee]\ndays = 14"), encoding="utf-8")
    with pytest.raises(
        CommandError, match=r"egen\.toml er afvist; intet er indlæst\.\n  egen\.toml: guarantee\.days"
    ):
        call_command("load_standard", str(path))


def test_the_command_names_the_presets_when_it_finds_no_file():
    with pytest.raises(
        CommandError, match="De medfølgende hedder: jammerbugt, jammerbugt-2022, mariagerfjord"
    ):
        call_command("load_standard", "skagen")
