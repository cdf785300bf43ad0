from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_register"), ("access", "0004_read_log_is_written_once")]

    operations = [
        written_once("deadlines_deadlinechange"),
        written_once("deadlines_drift"),
    ]
