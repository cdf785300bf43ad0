"""Guard the text blocks, and bring those that come with the system."""

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from rusmiddel.guards import written_once
from rusmiddel.letters.shipped_blocks import shipped_blocks


def bring_blocks(apps, schema_editor):
    block = apps.get_model("letters", "TextBlock")
    for values in shipped_blocks():
        block.objects.create(**values, valid=DateRange(None, None))


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_letters_are_written_once")]

    operations = [
        migrations.RunPython(bring_blocks, migrations.RunPython.noop),
        written_once("letters_textblock", except_columns=["valid"]),
    ]
