from django.db import migrations

from rusmiddel.guards import written_once

LIFTING = ["lifted_at", "lifted_by_id", "lifted_reason"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_shipped_questionnaires")]

    operations = [
        written_once(
            "cases_emergencyaccess",
            except_columns=["reviewed_at", "reviewed_by_id", "remark"],
            until="reviewed_at",
        ),
        written_once("cases_shield", except_columns=LIFTING, until="lifted_at"),
        written_once("cases_shieldmember"),
        written_once("cases_conflictofinterest", except_columns=LIFTING, until="lifted_at"),
        written_once("cases_coworker", except_columns=["ended_at", "ended_by_id"], until="ended_at"),
    ]
