from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from rusmiddel.guards import refuse_change_function

# translate() instead of lower() alone: without a Danish locale lower() leaves Æ, Ø and Å as they are.
DANISH_SORT_KEY = """
CREATE FUNCTION danish_sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(
        replace(lower(translate(name, 'ÆØÅÄÖÜÉÈ', 'æøåäöüéè')), 'aa', 'å'),
        'æøåäöüéè', '{|}{|yee'
    )
$$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_users")]

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(DANISH_SORT_KEY, "DROP FUNCTION danish_sort_key(text)"),
        refuse_change_function(),
    ]
