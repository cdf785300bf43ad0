from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [
        written_once("deadlines_deadlinechange"),
        written_once("deadlines_drift"),
    ]
