from django.db import migrations

from rusmiddel.guards import written_once

# A decision is replaced only where it was said that it is to be made again, and by one on the same request.
REPLACED = """
CREATE FUNCTION visitation_replaced_is_reopened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM visitation_decision replaced
        JOIN visitation_reopening reopening ON reopening.decision_id = replaced.id
        WHERE replaced.id = NEW.replaces_id
            AND replaced.request_id = NEW.request_id AND replaced.case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'Nobody has said that the decision is to be made again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_replaces_reopened';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_decision_replaces BEFORE INSERT ON visitation_decision
    FOR EACH ROW WHEN (NEW.replaces_id IS NOT NULL) EXECUTE FUNCTION visitation_replaced_is_reopened();
"""
UNDO_REPLACED = """
DROP TRIGGER visitation_decision_replaces ON visitation_decision;
DROP FUNCTION visitation_replaced_is_reopened();
"""


class Migration(migrations.Migration):
    dependencies = [("visitation", "0004_heard_and_approved")]

    operations = [
        written_once("visitation_reopening"),
        migrations.RunSQL(REPLACED, UNDO_REPLACED),
    ]
