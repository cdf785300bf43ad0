"""Danish names in order and in search, the same on every PostgreSQL: …x y z æ ø å, and aa as å.

The database server may have neither ICU nor a Danish locale, so a name carries its own sort key, made by
the immutable SQL function `danish_sort_key` (see the migration in `rusmiddel/access`) and compared byte by
byte.
"""

from django.db.models import CharField, Func

# The letters after z in ASCII order stand for æ, ø and å.
_KEYS = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|", "ü": "y", "é": "e", "è": "e"})


class DanishSortKey(Func):
    function = "danish_sort_key"
    output_field = CharField(db_collation="C")


def danish_sort_key(text: str) -> str:
    """The same key in Python, for lists that are not in the database."""
    return text.lower().replace("aa", "å").translate(_KEYS)


# Spelt out in plain letters, so that Holmgård finds Holmgaard and the server's locale does not matter.
_PLAIN = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e", "è": "e", "-": " "}
)


class DanishSearchKey(Func):
    """The SQL twin of `danish_search_key`."""

    function = "danish_search_key"
    output_field = CharField()


def danish_search_key(text: str) -> str:
    """The plain letters under which a name is searched."""
    return text.lower().translate(_PLAIN)
