"""Text blocks are data with a closed list of names, versioned by the day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.letters.enums import BlockUse, LetterLanguage
from rusmiddel.letters.models import TextBlock
from tests.visitation.scenes import DECIDED_AT, load_preset, make_user
from visitation.services.text_blocks import retire_block, save_block

pytestmark = pytest.mark.django_db
TODAY = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def administrator():
    return make_user(Role.ADMINISTRATOR)


def save(text="Ring til os på {telefon}.", *, by=None, valid_from=TODAY, key="ring"):
    return save_block(
        key=key,
        title="Ring",
        use=BlockUse.FREE,
        language=LetterLanguage.DANISH,
        text=text,
        valid_from=valid_from,
        by=by or administrator(),
        today=TODAY,
    )


def test_a_new_version_ends_the_one_before_it():
    first = save()
    second = save("Skriv til os.", valid_from=TODAY + timedelta(days=5))
    first.refresh_from_db()

    assert first.valid.upper == second.valid.lower == TODAY + timedelta(days=5)
    assert TextBlock.objects.in_force(TODAY).get(key="ring") == first
    assert TextBlock.objects.in_force(TODAY + timedelta(days=5)).get(key="ring") == second


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kære {fornavn}", "findes ikke"),
        ("Kære {navn", "for meget"),
        ("<b>Vigtigt</b>", "almindelig tekst"),
        ("Klag til Patientombuddet", "ikke længere"),
        ("Hej 😀", "trykkes"),
    ],
)
def test_what_cannot_stand_in_a_letter_is_refused_beside_the_field(text, said):
    with pytest.raises(ValidationError) as refused:
        save(text)
    assert said in " ".join(refused.value.message_dict["text"])


def test_a_block_cannot_begin_on_a_day_that_has_passed():
    with pytest.raises(ValidationError, match="gået"):
        save(valid_from=TODAY - timedelta(days=1))


def test_only_an_administrator_writes_blocks():
    with pytest.raises(PermissionDenied):
        save(by=make_user(Role.TEAM_LEAD))


def test_a_block_that_is_taken_out_is_offered_to_nobody():
    block = save(valid_from=TODAY)
    retire_block(block_id=block.pk, by=administrator(), today=TODAY + timedelta(days=1))

    assert not TextBlock.objects.in_force(TODAY + timedelta(days=1)).filter(key="ring").exists()
    with pytest.raises(ValidationError):
        retire_block(block_id=block.pk, by=administrator(), today=TODAY + timedelta(days=2))


def test_the_words_of_a_version_never_change():
    block = save()
    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        TextBlock.objects.filter(pk=block.pk).update(text="Noget andet")


def test_the_database_refuses_two_versions_on_one_day():
    save()
    with pytest.raises(IntegrityError, match="text_block_one_version_at_a_time"):
        TextBlock.objects.create(
            key="ring", title="Ring", use="free", text="To", valid=DateRange(TODAY, None)
        )


def test_blocks_come_with_the_system():
    assert TextBlock.objects.in_force(TODAY).filter(made_by=None).count() > 5


def test_an_unknown_name_is_told_on_the_page_and_the_text_is_kept(client):
    client.force_login(administrator())
    answer = client.post(
        reverse("visitation:block_new"),
        {"title": "Ny", "use": "free", "language": "da", "text": "Hej {ukendt}", "valid_from": "i dag"},
    )
    assert answer.status_code == 422
    assert "{ukendt} findes ikke" in answer.content.decode()
    assert "Hej {ukendt}" in answer.content.decode()


def test_a_block_is_written_and_replaced_on_its_page(client):
    client.force_login(administrator())
    typed = {"title": "Ny", "use": "free", "language": "da", "text": "Hej {navn}", "valid_from": "i dag"}
    client.post(reverse("visitation:block_new"), typed)
    block = TextBlock.objects.get(title="Ny")
    client.post(
        reverse("visitation:block", args=[block.pk]), typed | {"text": "Goddag", "valid_from": "i morgen"}
    )

    assert TextBlock.objects.filter(key=block.key).count() == 2
    assert client.get(reverse("visitation:block_list")).status_code == 200
    client.post(reverse("visitation:block_retire", args=[TextBlock.objects.latest("pk").pk]))
