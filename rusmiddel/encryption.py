"""Columns that only the holder of the keys can read, and the hash by which one is found."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connections, models, router, transaction

# Every Fernet token begins so: version byte 0x80 and a time stamp below 2**32.
TOKEN_PREFIX = "gAAAAA"  # noqa: S105
HINT = "Make a key: python -c 'from cryptography.fernet import Fernet as F; print(F.generate_key().decode())'"


class UndecryptableError(ValueError):
    """None of the keys opens the stored value: a key is missing, or the value was tampered with."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: nothing can be encrypted.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise ImproperlyConfigured("FIELD_KEYS holds a key that is not 32 urlsafe base64 bytes.") from None


def encrypt(clear: str) -> str:
    """Encrypt with the newest key."""
    return _cipher(tuple(settings.FIELD_KEYS)).encrypt(clear.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """Decrypt with whichever key fits; never hand back what is stored when none does."""
    try:
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        # Without "from None" the error report would carry the stored value.
        raise UndecryptableError("A stored value cannot be decrypted with FIELD_KEYS.") from None


def search_hash(digits: str) -> str:
    """The keyed hash under which a secret is found without being read (HMAC-SHA256, hex)."""
    if not settings.SEARCH_KEY:
        raise ImproperlyConfigured("SEARCH_KEY is empty: a hash without a key can be guessed.")
    return hmac.new(settings.SEARCH_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the column; it can be stored and read, not searched or sorted."""

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        clear = super().get_prep_value(value)
        return None if clear is None else encrypt(clear)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value)

    def db_check(self, connection: Any) -> str:
        # An expression in update() passes by get_prep_value; the column itself refuses clear text.
        return f"left({connection.ops.quote_name(self.column)}, {len(TOKEN_PREFIX)}) = '{TOKEN_PREFIX}'"

    def get_lookup(self, lookup_name: str) -> Any:
        # Each encryption of a text differs, so any comparison would silently find nothing.
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: it cannot be looked up. Use its search hash.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted: it cannot be transformed in the database.")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        messages = super().check(**kwargs)
        if self.unique or self.db_index:  # type: ignore[attr-defined]
            messages.append(
                checks.Error(
                    "An encrypted column cannot be unique or indexed.",
                    hint="Put the constraint on a column with its search hash.",
                    obj=self,
                    id="rusmiddel.E003",
                )
            )
        return messages


def encrypted_fields(
    all_models: Iterable[type[models.Model]],
) -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    for model in all_models:
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field


def reencrypt(
    model: type[models.Model], field: EncryptedTextField, *, batch_size: int = 1000
) -> Iterator[int]:
    """Bring a column to the newest key, a transaction per batch; yield how many each batch changed.

    Safe to stop and to run twice: what has the newest key already is left alone.
    """
    using = router.db_for_write(model)
    quote = connections[using].ops.quote_name
    table, column = quote(model._meta.db_table), quote(str(field.column))
    pk = quote(str(model._meta.pk.column))
    select = f"SELECT {pk}, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
    # A row that somebody saved meanwhile has the newest key already, and must not be put back.
    update = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
    last = None
    while True:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            if last is None:
                cursor.execute(f"{select} ORDER BY {pk} LIMIT %s", [batch_size])
            else:
                cursor.execute(f"{select} AND {pk} > %s ORDER BY {pk} LIMIT %s", [last, batch_size])
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            # What may never change may be written with another key: it says the same (rusmiddel/guards.py).
            cursor.execute("SELECT set_config('rusmiddel.reencrypting', 'on', true)")
            stale = [(_rotate(token), key, token) for key, token in rows if not _has_newest_key(token)]
            if stale:
                cursor.executemany(update, stale)
        yield len(stale)


def _has_newest_key(token: str) -> bool:
    try:
        _cipher((settings.FIELD_KEYS[0],)).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def _rotate(token: str) -> str:
    return encrypt(decrypt(token))


@checks.register(checks.Tags.security)
def check_keys(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to start without the keys."""
    messages: list[checks.CheckMessage] = []
    keys: Sequence[str] = settings.FIELD_KEYS
    try:
        _cipher(tuple(keys))
    except ImproperlyConfigured as error:
        messages.append(checks.Error(str(error), hint=HINT, id="rusmiddel.E001"))
    if not settings.SEARCH_KEY:
        messages.append(checks.Error("SEARCH_KEY is empty.", id="rusmiddel.E002"))
    return messages
