from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_danish_order_and_guards"),
        ("letters", "0001_letters"),
    ]

    operations = [
        written_once("letters_letter"),
        # What was presumed stays; what is learnt later is put beside it.
        written_once("letters_dispatch", except_columns=["received_on", "received_source"]),
    ]
