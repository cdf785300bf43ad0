from django.db import migrations

from rusmiddel.guards import written_once

LIFTING = ["lifted_at", "lifted_by_id", "lifted_reason"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_deadlines_and_letters_of_cases")]

    operations = [
        written_once("cases_storyentry"),
        # A clock event is taken back, never changed.
        written_once(
            "cases_clockevent", except_columns=["cancelled_at", "cancelled_by_id", "cancelled_reason"]
        ),
        written_once("cases_missreason"),
        written_once(
            "cases_emergencyaccess",
            except_columns=["reviewed_at", "reviewed_by_id", "remark"],
            until="reviewed_at",
        ),
        written_once("cases_shield", except_columns=LIFTING, until="lifted_at"),
        written_once("cases_shieldmember"),
        written_once("cases_conflictofinterest", except_columns=LIFTING, until="lifted_at"),
        written_once("cases_coworker", except_columns=["ended_at", "ended_by_id"], until="ended_at"),
        written_once(
            "cases_transfer",
            except_columns=["answer", "answered_at", "answered_by_id", "reason"],
            until="answered_at",
        ),
        written_once(
            "cases_caseloadmove",
            except_columns=["back_on", "cancelled_at", "cancelled_by_id"],
            until="cancelled_at",
        ),
        written_once(
            "cases_movedcase", except_columns=["status", "moved_at", "ended_at", "problem"], until="ended_at"
        ),
        written_once("cases_handeditem", except_columns=["ended_at", "ended_by_id"], until="ended_at"),
    ]
