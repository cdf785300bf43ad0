from django.db import migrations

from rusmiddel.guards import never_deleted, settled, written_once

ENDING = ["ended_at", "ended_by_id", "ending", "expiry_noted_at", "expiry_noted_by_id"]

# FOR SHARE makes a withdrawal of the same moment wait, or this wait for it.
ON_ACTIVE_CONSENT = """
CREATE FUNCTION cases_disclosure_on_active_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given cases_consent%ROWTYPE;
    happened_on date := (NEW.occurred_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
    SELECT * INTO given FROM cases_consent WHERE id = NEW.consent_id FOR SHARE;
    IF NOT FOUND
        OR given.case_id <> NEW.case_id
        OR given.partner_id IS DISTINCT FROM NEW.partner_id
        OR given.direction NOT IN ('both', NEW.direction)
        OR happened_on NOT BETWEEN given.given_on AND given.valid_until
        OR given.ended_at <= NEW.occurred_at
    THEN
        RAISE EXCEPTION 'No consent in force covers this'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_on_active_consent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_disclosure_on_active_consent BEFORE INSERT ON cases_disclosure
    FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL)
    EXECUTE FUNCTION cases_disclosure_on_active_consent();
"""
UNDO_ON_ACTIVE_CONSENT = """
DROP TRIGGER cases_disclosure_on_active_consent ON cases_disclosure;
DROP FUNCTION cases_disclosure_on_active_consent();
"""

WHILE_NOTIFICATION_DUE = """
CREATE FUNCTION cases_refuse_while_notification_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerned bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_case' THEN
        concerned := NEW.id;
    ELSE
        SELECT case_id INTO concerned FROM cases_treatmentrequest WHERE id = NEW.request_id;
    END IF;
    IF EXISTS (
        SELECT FROM cases_notification WHERE case_id = concerned AND status IN ('due', 'written')
    ) THEN
        RAISE EXCEPTION 'A notification is due'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'not_while_notification_due';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_case_not_while_notification_due BEFORE UPDATE ON cases_case
    FOR EACH ROW WHEN (OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL)
    EXECUTE FUNCTION cases_refuse_while_notification_due();
CREATE TRIGGER cases_assessment_not_while_notification_due BEFORE UPDATE ON cases_assessment
    FOR EACH ROW WHEN (OLD.completed_at IS NULL AND NEW.completed_at IS NOT NULL)
    EXECUTE FUNCTION cases_refuse_while_notification_due();
"""
UNDO_WHILE_NOTIFICATION_DUE = """
DROP TRIGGER cases_assessment_not_while_notification_due ON cases_assessment;
DROP TRIGGER cases_case_not_while_notification_due ON cases_case;
DROP FUNCTION cases_refuse_while_notification_due();
"""

# Once written it can only be sent; once sent or decided against it stays.
NOTIFICATION_FROZEN = """
CREATE TRIGGER cases_notification_frozen BEFORE UPDATE ON cases_notification
    FOR EACH ROW WHEN (
        OLD.status IN ('sent', 'decided_against', 'identity_unknown')
        OR (
            OLD.status = 'written'
            AND to_jsonb(OLD) - 'status' - 'closed_at' - 'closed_by_id'
                IS DISTINCT FROM to_jsonb(NEW) - 'status' - 'closed_at' - 'closed_by_id'
        )
        OR (OLD.status = 'written' AND NEW.status NOT IN ('written', 'sent'))
    )
    EXECUTE FUNCTION refuse_change();
"""
UNDO_NOTIFICATION_FROZEN = "DROP TRIGGER cases_notification_frozen ON cases_notification"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_notes_are_written_once")]

    operations = [
        never_deleted("cases_partner"),
        written_once("cases_consent", except_columns=ENDING),
        # What is withdrawn stays withdrawn.
        settled("cases_consent", "ended_at"),
        written_once("cases_disclosure"),
        written_once("cases_disclosurecorrection"),
        migrations.RunSQL(ON_ACTIVE_CONSENT, UNDO_ON_ACTIVE_CONSENT),
        never_deleted("cases_notification"),
        migrations.RunSQL(NOTIFICATION_FROZEN, UNDO_NOTIFICATION_FROZEN),
        migrations.RunSQL(WHILE_NOTIFICATION_DUE, UNDO_WHILE_NOTIFICATION_DUE),
    ]
