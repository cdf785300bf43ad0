from django.db import migrations

# A decision of a kind that a second person approves has been approved, whatever the row says of itself. The
# services tell the kinds of the municipality's setting for their own act; without that it is every end
# against the citizen's wish.
DEMANDED = """
CREATE FUNCTION visitation_approval_demanded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kinds text := coalesce(
        nullif(current_setting('rusmiddel.second_person_for', true), ''), 'termination,expulsion'
    );
BEGIN
    IF NEW.kind = ANY (string_to_array(kinds, ',')) AND NOT (NEW.needs_approval AND NEW.proposal_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'A second person approves this kind of decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_approval_demanded';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_decision_approval_demanded BEFORE INSERT ON visitation_decision
    FOR EACH ROW EXECUTE FUNCTION visitation_approval_demanded();
CREATE TRIGGER visitation_furtherdecision_approval_demanded BEFORE INSERT ON visitation_furtherdecision
    FOR EACH ROW EXECUTE FUNCTION visitation_approval_demanded();
"""
UNDO_DEMANDED = """
DROP TRIGGER visitation_decision_approval_demanded ON visitation_decision;
DROP TRIGGER visitation_furtherdecision_approval_demanded ON visitation_furtherdecision;
DROP FUNCTION visitation_approval_demanded();
"""

# A letter that came back has not been received, so no time to answer the hearing has begun either.
OVER = """
CREATE OR REPLACE FUNCTION visitation_hearing_is_over(hearing visitation_hearing, by_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT hearing.asked_on <= by_day AND (
        hearing.means = 'exempt'
        OR coalesce(hearing.answered_on <= by_day, false)
        OR (hearing.means = 'oral' AND hearing.answer_due_on < by_day)
        OR (hearing.means = 'letter' AND hearing.answer_due_on < by_day AND EXISTS (
            SELECT FROM letters_dispatch sent
            WHERE sent.letter_id = hearing.letter_id AND sent.taken_back_at IS NULL{returned}
                AND coalesce(sent.received_on, sent.presumed_received_on) + hearing.days < by_day
        ))
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("visitation", "0005_reopened_decisions_are_guarded")]

    operations = [
        migrations.RunSQL(DEMANDED, UNDO_DEMANDED),
        migrations.RunSQL(OVER.format(returned=" AND sent.returned_on IS NULL"), OVER.format(returned="")),
    ]
