from django.db import migrations

# The same as in rusmiddel/sorting.py: which letters are searched as which.
MARKED = {
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


SEARCH_KEY = """
CREATE OR REPLACE FUNCTION danish_search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(
        lower(translate(name, '{marked}-', '{plain} ')),
        'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ß', 'ss')
$$
""".format(
    marked="".join(MARKED.values()),
    plain="".join(plain * len(marks) for plain, marks in MARKED.items()),
)
# A stored key is made again when its row is written.
KEYS = "UPDATE cases_citizen SET name = name; UPDATE cases_historicalcitizen SET name = name"


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_search_key")]

    operations = [
        migrations.RunSQL(SEARCH_KEY, migrations.RunSQL.noop),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
    ]
