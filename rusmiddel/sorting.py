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


# Which letters are searched as which, whatever the server's locale makes of them: Lukasz finds Łukasz.
_MARKED = {
    "a": "ÀÁÂÃàáâãĀāĂăĄą",
    "c": "ÇçĆćĈĉĊċČč",
    "d": "ĎďĐđÐð",
    "e": "ÈÉÊËèéêëĒēĔĕĖėĘęĚě",
    "g": "ĜĝĞğĠġĢģ",
    "h": "Ĥĥ",
    "i": "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı",
    "j": "Ĵĵ",
    "k": "Ķķ",
    "l": "ĹĺĻļĽľŁł",
    "n": "ÑñŃńŅņŇň",
    "o": "ÒÓÔÕòóôõŌōŎŏŐő",
    "r": "ŔŕŖŗŘř",
    "s": "ŚśŜŝŞşŠšȘș",
    "t": "ŢţŤťȚț",
    "u": "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų",
    "w": "Ŵŵ",
    "y": "ÝýÿŶŷŸ",
    "z": "ŹźŻżŽž",
    "å": "Å",
    "æ": "ÆÄä",
    "ø": "ØÖöŒœ",
}
_UNMARKED = str.maketrans(
    {marked: plain for plain, marks in _MARKED.items() for marked in marks} | {"-": " "}
)
# Spelt out, so that Holmgård finds Holmgaard.
_SPELT_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


class DanishSearchKey(Func):
    """The SQL twin of `danish_search_key`."""

    function = "danish_search_key"
    output_field = CharField()


def danish_search_key(text: str) -> str:
    """The plain letters under which a name is searched."""
    return text.translate(_UNMARKED).lower().translate(_SPELT_OUT)
