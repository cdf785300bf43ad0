from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_register"), ("access", "0004_read_log_is_written_once")]

    operations = [
        # Explanations move out of the row, so that counting a million deadlines does not read them
        # and marking a warning as sent does not copy them.
        migrations.RunSQL(
            "ALTER TABLE deadlines_deadline SET (toast_tuple_target = 400)",
            "ALTER TABLE deadlines_deadline RESET (toast_tuple_target)",
        ),
        written_once("deadlines_deadlinechange"),
        written_once("deadlines_drift"),
    ]
