from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        written_once("cases_storyentry"),
        # A clock event is taken back, never changed.
        written_once(
            "cases_clockevent", except_columns=["cancelled_at", "cancelled_by_id", "cancelled_reason"]
        ),
    ]
