"""A database of the bench's own, beside the one in DATABASE_URL, made and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from rusmiddel.standards.loading import preset_names


@contextmanager
def scratch_database(label: str) -> Iterator[None]:
    """Everything inside the block meets a fresh, migrated database with a standard in force."""
    own_name = connection.settings_dict["NAME"]
    name = f"{own_name}_bench_{label}"
    _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _on_server("CREATE DATABASE {}", name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        # Any of them: what is measured is the same.
        call_command("load_standard", preset_names()[0], verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own_name
        _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _on_server(statement: str, name: str) -> None:
    """CREATE and DROP DATABASE run outside a transaction."""
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("host", "port", "user", "password") if parameters.get(key)}
    with psycopg.connect(**wanted, dbname=connection.settings_dict["NAME"], autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))
