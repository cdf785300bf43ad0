from django.db import connection


def hold(name: str) -> None:
    """Wait until no other transaction holds this name, and hold it until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
