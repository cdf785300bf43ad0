"""The watch: who must be warned today, and of what."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from rusmiddel.access.enums import Role
from rusmiddel.deadlines import runs
from rusmiddel.deadlines.enums import DeadlineStatus, WatchName
from rusmiddel.deadlines.models import WatchRun
from rusmiddel.deadlines.values import DUE, OVERDUE

# One statement, so that a killed worker leaves all of it or nothing. It takes only rows whose next warning
# has come (partial index `deadline_to_warn`), leaves alone what somebody else has locked (another watch has
# it, or a caseworker is just now changing it and the next watch will see the result), and warns of every
# milestone that has passed since the row's last warning: a missed week is caught up, each warning once.
# The warning is addressed to whoever has the deadline; who is away today is covered by a stand-in, who reads
# it and gets the mail, or by nobody, and then it is the team lead's too. One who is away themselves, or works
# here no longer, covers nobody.
WARN = """
WITH away AS MATERIALIZED (
    SELECT absence.employee_id, stand_in.id AS stand_in_id
    FROM access_absence AS absence
    LEFT JOIN access_user AS stand_in ON stand_in.id = absence.stand_in_id AND stand_in.is_active
        AND NOT EXISTS (
            SELECT FROM access_absence AS own
            WHERE own.employee_id = stand_in.id AND own.cancelled_at IS NULL
                AND own.first_on <= %(today)s AND (own.last_on IS NULL OR own.last_on >= %(today)s)
        )
    WHERE absence.cancelled_at IS NULL
        AND absence.first_on <= %(today)s AND (absence.last_on IS NULL OR absence.last_on >= %(today)s)
), due AS MATERIALIZED (
    SELECT id, due_on, responsible_id, milestone_names, milestone_dates, next_warning_on
    FROM deadlines_deadline
    WHERE status = %(open)s AND next_warning_on <= %(today)s
    FOR UPDATE SKIP LOCKED
), passed AS MATERIALIZED (
    SELECT due.id, due.due_on, milestone.name, working.id AS responsible_id,
        working.id IS NULL OR (away.employee_id IS NOT NULL AND away.stand_in_id IS NULL) AS is_uncovered
    FROM due
    CROSS JOIN LATERAL unnest(due.milestone_names, due.milestone_dates) AS milestone (name, day)
    LEFT JOIN access_user AS working ON working.id = due.responsible_id AND working.is_active
    LEFT JOIN away ON away.employee_id = working.id
    WHERE milestone.day BETWEEN due.next_warning_on AND %(today)s
), written AS (
    INSERT INTO deadlines_notice (deadline_id, due_on, milestone, recipient_id, role, created_at)
    SELECT id, due_on, name, responsible_id, '', %(now)s FROM passed WHERE responsible_id IS NOT NULL
    UNION ALL
    SELECT id, due_on, name, NULL, %(lead)s, %(now)s FROM passed
    WHERE name IN (%(due)s, %(overdue)s) OR is_uncovered
    ON CONFLICT DO NOTHING
    RETURNING recipient_id, role
), moved AS (
    UPDATE deadlines_deadline AS deadline
    SET next_warning_on = (SELECT min(day) FROM unnest(deadline.milestone_dates) AS day WHERE day > %(today)s)
    FROM due WHERE deadline.id = due.id
), told AS (
    SELECT COALESCE(away.stand_in_id, written.recipient_id) AS user_id
    FROM written LEFT JOIN away ON away.employee_id = written.recipient_id
    WHERE written.recipient_id IS NOT NULL
    UNION
    SELECT holder.id FROM access_user AS holder
    WHERE holder.roles @> ARRAY[%(lead)s]::varchar[] AND EXISTS (SELECT FROM written WHERE role = %(lead)s)
), owed AS (
    INSERT INTO deadlines_mail (recipient_id, run_id, key, created_at, failed_attempts, last_error)
    SELECT person.id, %(run)s, gen_random_uuid(), %(now)s, 0, ''
    FROM told JOIN access_user AS person ON person.id = told.user_id
    WHERE person.is_active AND person.email <> ''
)
SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM written)
"""


def watch(*, today: date) -> WatchRun:
    """Write a notice for every milestone reached and not yet told of, and owe each recipient one mail.

    To the responsible, or to the stand-in of one who is away; to the team lead as well when a deadline is due
    or overdue, or nobody who is here today answers for it. Safe to run twice and at the same time twice.
    """
    with runs.recorded(WatchName.WATCH) as run, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            WARN,
            {
                "open": DeadlineStatus.OPEN.value,
                "today": today,
                "now": timezone.now(),
                "lead": Role.TEAM_LEAD.value,
                "due": DUE,
                "overdue": OVERDUE,
                "run": run.pk,
            },
        )
        run.due_count, run.notice_count = cursor.fetchone()
    return run
