from django.db import migrations

from rusmiddel.guards import written_once

# A choice is restricted by a decision with a letter and by nothing else; at the end of the transaction, for
# the two are written in it one after the other.
RESTRICTED = """
CREATE FUNCTION visitation_restriction_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM visitation_furtherdecision WHERE free_choice_id = NEW.id) THEN
        RAISE EXCEPTION 'Nobody has decided that the choice is restricted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'choice_restricted_by_decision';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER visitation_choice_restricted
    AFTER INSERT OR UPDATE ON offers_freechoice DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = 'restricted') EXECUTE FUNCTION visitation_restriction_is_decided();

CREATE FUNCTION visitation_further_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.course_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM offers_course
        WHERE id = NEW.course_id AND case_id = NEW.case_id AND request_id = NEW.request_id
            AND (NEW.kind <> 'self_payment' OR form = 'residential')
    )) OR (NEW.new_course_id IS NOT NULL AND (NEW.new_course_id = NEW.course_id OR NOT EXISTS (
        SELECT FROM offers_course
        WHERE id = NEW.new_course_id AND case_id = NEW.case_id AND request_id = NEW.request_id
    ))) OR NOT EXISTS (
        SELECT FROM cases_treatmentrequest WHERE id = NEW.request_id AND case_id = NEW.case_id
    ) OR NOT EXISTS (SELECT FROM letters_letter WHERE id = NEW.letter_id AND case_id = NEW.case_id) OR (
        NEW.free_choice_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM offers_freechoice WHERE id = NEW.free_choice_id AND course_id = NEW.course_id)
    ) THEN
        RAISE EXCEPTION 'What was decided on is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'further_decision_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_furtherdecision_own BEFORE INSERT ON visitation_furtherdecision
    FOR EACH ROW EXECUTE FUNCTION visitation_further_is_own();
"""
UNDO_RESTRICTED = """
DROP TRIGGER visitation_choice_restricted ON offers_freechoice;
DROP FUNCTION visitation_restriction_is_decided();
DROP TRIGGER visitation_furtherdecision_own ON visitation_furtherdecision;
DROP FUNCTION visitation_further_is_own();
"""


class Migration(migrations.Migration):
    dependencies = [("visitation", "0002_written_once")]

    operations = [
        migrations.RunSQL(RESTRICTED, UNDO_RESTRICTED),
        written_once("visitation_furtherdecision", except_columns=["window_closed_on"]),
    ]
