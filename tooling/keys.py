"""The secrets of a try-out: made on the first run, kept in .local/, never those of production."""

import base64
import json
import os
import secrets
from pathlib import Path

from tooling.children import Failed

NAMES = ("SECRET_KEY", "SEARCH_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD", "VALKEY_PASSWORD")


def new_keys() -> dict[str, str]:
    keys = {name: secrets.token_urlsafe(48) for name in NAMES}
    keys["FIELD_KEYS"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return keys


def kept_keys(home: Path) -> dict[str, str]:
    """The keys of this home; made when there is nothing yet that other keys have locked."""
    store = home / "env.json"
    if store.exists():
        return json.loads(store.read_text())
    if (home / "postgres").exists():
        raise Failed(
            f"{store} mangler, og uden den kan databasen ikke læses. Slet {home} for at begynde forfra."
        )
    keys = new_keys()
    home.mkdir(parents=True, exist_ok=True)
    unfinished = store.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        json.dump(keys, handle, indent=2)
    unfinished.rename(store)
    return keys
