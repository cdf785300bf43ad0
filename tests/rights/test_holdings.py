"""Nothing that is held on a person can be forgotten: every table is given or says why not, and goes."""

import pytest
from django.apps import apps
from django.db import connection

from cases.holdings import Person, holdings
from cases.models import Case, Citizen, Draft
from rights.telling import LABELS, label_of

EVERYBODY = Person(citizens=(1,), cases=(1,))


def leads_to_a_person(model, seen=()):
    """Whether some foreign key, or one of what it points to, points to a case or a citizen."""
    if model in (Case, Citizen):
        return True
    return any(
        leads_to_a_person(field.related_model, (*seen, model))
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in (*seen, model)
    )


def is_history(model):
    return hasattr(model, "instance_type")


def params():
    return [pytest.param(holding, id=holding.label) for holding in holdings()]


def test_every_model_with_a_way_to_a_case_or_a_citizen_says_what_it_holds():
    found = {model for model in apps.get_models() if not is_history(model) and leads_to_a_person(model)}

    assert found - {holding.model for holding in holdings()} == set()
    assert len(found) > 40


def test_every_history_of_such_a_model_is_known_by_its_holding():
    histories = {
        model for model in apps.get_models() if is_history(model) and leads_to_a_person(model.instance_type)
    }

    assert histories == {holding.history for holding in holdings() if holding.history}


@pytest.mark.django_db
@pytest.mark.parametrize("holding", params())
def test_the_way_to_the_person_is_there(holding):
    assert list(holding.rows(EVERYBODY)) == []


@pytest.mark.parametrize("holding", params())
def test_what_is_told_has_a_danish_name(holding):
    if holding.left_out:
        return
    nameless = [
        field.name
        for field in holding.columns
        if label_of(field).lower() == field.name.replace("_", " ")
        and field.name not in LABELS
        # The same word in both languages, and given as such.
        and field.name not in {"status"}
    ]

    assert nameless == []


@pytest.mark.django_db
@pytest.mark.parametrize("holding", params())
def test_the_database_lets_no_row_go_by_itself(holding):
    # A draft is thrown away by whoever writes it.
    if holding.stays or holding.model is Draft:
        return
    tables = [model._meta.db_table for model in (holding.model, holding.history) if model]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 8 > 0"
            " AND tgrelid = ANY(%s::regclass[])",
            [tables],
        )
        guarded = {table for (table,) in cursor.fetchall()}

    assert set(tables) - guarded == set()
