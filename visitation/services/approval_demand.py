"""Tells the database, for one act, which kinds of decision a second person approves here (godkendelse).

Without being told it asks for the approval of every end against the citizen's wish, so that a row written
round the services is refused.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

NAME = "rusmiddel.second_person_for"
# That no kind needs it is not the same as saying nothing.
NONE = "none"
NOT_TOLD = ""


@contextmanager
def demand_told(kinds: Collection[str]) -> Iterator[None]:
    """Within a transaction: what is stored meanwhile is held to these kinds and no others."""
    _tell(",".join(kinds) or NONE)
    yield
    _tell(NOT_TOLD)


def _tell(kinds: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [NAME, kinds])
