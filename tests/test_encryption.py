import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import IntegrityError, connection, models
from django.db.models import Value
from django.test.utils import isolate_apps

from rusmiddel.encryption import (
    EncryptedTextField,
    UndecryptableError,
    check_keys,
    decrypt,
    encrypt,
    encrypted_fields,
    reencrypt,
    search_hash,
)

SECRET = "6707850123"


@pytest.fixture
def keys(settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    return settings.FIELD_KEYS


@pytest.fixture
def sealed(db, keys):
    with isolate_apps("rusmiddel"):

        class Sealed(models.Model):
            secret = EncryptedTextField(null=True)

            class Meta:
                app_label = "rusmiddel"

        with connection.schema_editor() as editor:
            editor.create_model(Sealed)
        yield Sealed


def stored(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT secret FROM {model._meta.db_table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def add_newer_key(settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]


def test_the_column_holds_no_clear_text_and_the_model_reads_it(sealed):
    sealed.objects.create(secret=SECRET)
    assert SECRET not in stored(sealed)[0]
    assert sealed.objects.get().secret == SECRET
    assert list(sealed.objects.values_list("secret", flat=True)) == [SECRET]


def test_the_same_text_is_stored_differently_each_time(sealed):
    sealed.objects.bulk_create([sealed(secret=SECRET), sealed(secret=SECRET)])
    first, second = stored(sealed)
    assert first != second


def test_nothing_stays_nothing_and_the_empty_text_is_encrypted(sealed):
    sealed.objects.create(secret=None)
    sealed.objects.create(secret="")
    nothing, empty = stored(sealed)
    assert nothing is None
    assert decrypt(empty) == ""
    assert sealed.objects.filter(secret__isnull=True).count() == 1


def test_update_and_bulk_update_encrypt_too(sealed):
    row = sealed.objects.create(secret="a")
    sealed.objects.update(secret=SECRET)
    assert decrypt(stored(sealed)[0]) == SECRET
    row.secret = "b"
    sealed.objects.bulk_update([row], ["secret"])
    assert decrypt(stored(sealed)[0]) == "b"


def test_the_database_refuses_clear_text_that_passes_by_the_field(sealed):
    sealed.objects.create(secret="a")
    with pytest.raises(IntegrityError):
        sealed.objects.update(secret=Value(SECRET, output_field=models.TextField()))


@pytest.mark.parametrize(
    "lookup", ["secret", "secret__exact", "secret__in", "secret__contains", "secret__gt"]
)
def test_an_encrypted_field_cannot_be_looked_up(sealed, lookup):
    with pytest.raises(FieldError, match="search hash"):
        sealed.objects.filter(**{lookup: [SECRET]})


def test_an_encrypted_field_cannot_be_transformed(sealed):
    with pytest.raises(FieldError):
        list(sealed.objects.order_by("secret__lower"))


def test_a_value_under_an_old_key_is_still_read(sealed, settings):
    sealed.objects.create(secret=SECRET)
    add_newer_key(settings)
    assert sealed.objects.get().secret == SECRET


def test_a_value_without_its_key_is_an_error_that_does_not_show_it(sealed, settings):
    sealed.objects.create(secret=SECRET)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(UndecryptableError) as refused:
        sealed.objects.get()
    assert stored(sealed)[0] not in str(refused.value)
    assert refused.value.__suppress_context__


def test_clear_text_in_the_column_is_never_handed_out():
    with pytest.raises(UndecryptableError):
        decrypt(SECRET)


def test_rotation_brings_every_row_to_the_newest_key(sealed, settings):
    sealed.objects.bulk_create([sealed(secret=str(n)) for n in range(5)] + [sealed(secret=None)])
    add_newer_key(settings)
    field = sealed._meta.get_field("secret")
    assert list(encrypted_fields([sealed])) == [(sealed, field)]

    assert sum(reencrypt(sealed, field, batch_size=2)) == 5

    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert list(sealed.objects.order_by("id").values_list("secret", flat=True)) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        None,
    ]


def test_a_second_rotation_changes_nothing(sealed, settings):
    sealed.objects.create(secret=SECRET)
    add_newer_key(settings)
    field = sealed._meta.get_field("secret")
    list(reencrypt(sealed, field))
    before = stored(sealed)
    assert sum(reencrypt(sealed, field)) == 0
    assert stored(sealed) == before


def test_the_search_hash_depends_on_digits_and_key_only(settings):
    settings.SEARCH_KEY = "one"
    first = search_hash(SECRET)
    assert first == search_hash(SECRET)
    assert first != search_hash("6707850124")
    assert SECRET not in first
    settings.SEARCH_KEY = "two"
    assert search_hash(SECRET) != first


@pytest.mark.parametrize("bad", [[], ["short"], [""], ["not base64 at all æøå"]])
def test_bad_keys_stop_the_start_and_every_use(settings, bad):
    settings.FIELD_KEYS = bad
    assert [message.id for message in check_keys(None)] == ["rusmiddel.E001"]
    with pytest.raises(ImproperlyConfigured):
        encrypt(SECRET)


def test_one_bad_key_among_good_ones_stops_the_start(settings):
    settings.FIELD_KEYS = [*settings.FIELD_KEYS, "short"]
    assert [message.id for message in check_keys(None)] == ["rusmiddel.E001"]


def test_a_missing_search_key_stops_the_start(settings):
    settings.SEARCH_KEY = ""
    assert [message.id for message in check_keys(None)] == ["rusmiddel.E002"]
    with pytest.raises(ImproperlyConfigured):
        search_hash(SECRET)


@isolate_apps("rusmiddel")
def test_an_encrypted_column_cannot_be_unique():
    class Wrong(models.Model):
        secret = EncryptedTextField(unique=True)

        class Meta:
            app_label = "rusmiddel"

    assert "rusmiddel.E003" in [message.id for message in Wrong._meta.get_field("secret").check()]
