from django.db import migrations

from rusmiddel.guards import settled, written_once

# A line puts right a line of the same course, and is told apart from it only by what was wrong.
SAME_COURSE = """
CREATE FUNCTION offers_corrects_own_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    corrected bigint;
BEGIN
    IF NEW.corrects_id IS NULL THEN
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT course_id FROM %I WHERE id = $1', TG_TABLE_NAME)
        INTO corrected USING NEW.corrects_id;
    IF corrected IS DISTINCT FROM NEW.course_id THEN
        RAISE EXCEPTION 'What is put right belongs to another course'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'corrects_own_course';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_prescription_own BEFORE INSERT ON offers_prescription
    FOR EACH ROW EXECUTE FUNCTION offers_corrects_own_course();
CREATE TRIGGER offers_urinetest_own BEFORE INSERT ON offers_urinetest
    FOR EACH ROW EXECUTE FUNCTION offers_corrects_own_course();
"""
UNDO_SAME_COURSE = """
DROP TRIGGER offers_prescription_own ON offers_prescription;
DROP TRIGGER offers_urinetest_own ON offers_urinetest;
DROP FUNCTION offers_corrects_own_course();
"""

# Each step towards a hard sanction is written once; so is what the meeting said.
STEPS = """
CREATE TRIGGER offers_sanction_hearing_stays BEFORE UPDATE ON offers_sanction
    FOR EACH ROW WHEN (
        OLD.heard_on IS NOT NULL
        AND (OLD.heard_on, OLD.hearing_answer) IS DISTINCT FROM (NEW.heard_on, NEW.hearing_answer)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER offers_sanction_approval_stays BEFORE UPDATE ON offers_sanction
    FOR EACH ROW WHEN (
        OLD.approved_at IS NOT NULL
        AND (OLD.approved_at, OLD.approved_by_id) IS DISTINCT FROM (NEW.approved_at, NEW.approved_by_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER offers_irregularity_discussion_stays BEFORE UPDATE ON offers_irregularity
    FOR EACH ROW WHEN (
        OLD.discussed_on IS NOT NULL
        AND (OLD.discussed_on, OLD.present, OLD.discussion)
            IS DISTINCT FROM (NEW.discussed_on, NEW.present, NEW.discussion)
    ) EXECUTE FUNCTION refuse_change();
"""
UNDO_STEPS = """
DROP TRIGGER offers_sanction_hearing_stays ON offers_sanction;
DROP TRIGGER offers_sanction_approval_stays ON offers_sanction;
DROP TRIGGER offers_irregularity_discussion_stays ON offers_irregularity;
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0005_gift_cards_and_nada_are_guarded")]

    operations = [
        *(
            written_once(f"offers_{table}")
            for table in (
                "substitutionplan",
                "prescription",
                "doctortalk",
                "homechildren",
                "urinetest",
                "agreementbreach",
            )
        ),
        written_once(
            "offers_misseddose",
            except_columns=("struck_at", "struck_by_id", "struck_reason"),
            until="struck_at",
        ),
        written_once(
            "offers_urineplan", except_columns=("settled_at", "given_up_reason"), until="settled_at"
        ),
        written_once(
            "offers_cooperationagreement",
            except_columns=(
                "signer",
                "signed_on",
                "not_signed_reason",
                "signature_at",
                "signature_by_id",
            ),
            until="signature_at",
        ),
        written_once(
            "offers_sanction",
            except_columns=(
                "heard_on",
                "hearing_answer",
                "approved_at",
                "approved_by_id",
                "decision",
                "carried_out_on",
                "given_up_on",
                "given_up_reason",
            ),
            until="carried_out_on",
        ),
        settled("offers_sanction", "given_up_on"),
        written_once(
            "offers_irregularity",
            except_columns=(
                "discussed_on",
                "present",
                "discussion",
                "decision",
                "decision_reasons",
                "decided_at",
                "doctor_id",
            ),
            until="decided_at",
        ),
        migrations.RunSQL(SAME_COURSE, UNDO_SAME_COURSE),
        migrations.RunSQL(STEPS, UNDO_STEPS),
    ]
