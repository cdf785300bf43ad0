from django.db import migrations

from rusmiddel.guards import never_deleted, settled, written_once

# Forvaltningsloven § 19 (DEC-6): before a decision to the citizen's detriment the hearing it rests on is
# answered, or the time to answer has run out since the citizen had the letter; and no hearing is still open.
HEARD = """
CREATE FUNCTION visitation_hearing_is_over(hearing visitation_hearing, by_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT hearing.asked_on <= by_day AND (
        hearing.means = 'exempt'
        OR coalesce(hearing.answered_on <= by_day, false)
        OR (hearing.means = 'oral' AND hearing.answer_due_on < by_day)
        OR (hearing.means = 'letter' AND hearing.answer_due_on < by_day AND EXISTS (
            SELECT FROM letters_dispatch sent
            WHERE sent.letter_id = hearing.letter_id AND sent.taken_back_at IS NULL
                AND coalesce(sent.received_on, sent.presumed_received_on) + hearing.days < by_day
        ))
    )
$$;

CREATE FUNCTION visitation_heard_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind IN ('full_grant', 'guarantee_exceeded') THEN
        RETURN NEW;
    END IF;
    IF NEW.hearing_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM visitation_hearing heard
        WHERE heard.id = NEW.hearing_id AND heard.request_id = NEW.request_id AND heard.case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'The hearing is about another request'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_heard_in_own_case';
    END IF;
    IF EXISTS (
        SELECT FROM visitation_hearing heard
        WHERE heard.request_id = NEW.request_id AND NOT visitation_hearing_is_over(heard, NEW.decided_on)
    ) THEN
        RAISE EXCEPTION 'The citizen still has time to answer the hearing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_the_hearing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_decision_heard BEFORE INSERT ON visitation_decision
    FOR EACH ROW EXECUTE FUNCTION visitation_heard_first();
CREATE TRIGGER visitation_furtherdecision_heard BEFORE INSERT ON visitation_furtherdecision
    FOR EACH ROW EXECUTE FUNCTION visitation_heard_first();
"""
UNDO_HEARD = """
DROP TRIGGER visitation_decision_heard ON visitation_decision;
DROP TRIGGER visitation_furtherdecision_heard ON visitation_furtherdecision;
DROP FUNCTION visitation_heard_first();
DROP FUNCTION visitation_hearing_is_over(visitation_hearing, date);
"""

# What a second person approved is what is decided: an edit takes the approval away, and a decision that
# rests on an approval has the very words that were approved.
APPROVED = """
CREATE FUNCTION visitation_edit_cancels_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.approved_at := NULL;
    NEW.approved_by_id := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_proposal_edited BEFORE UPDATE ON visitation_proposal
    FOR EACH ROW WHEN (
        OLD.written IS DISTINCT FROM NEW.written OR OLD.kind IS DISTINCT FROM NEW.kind
        OR OLD.prepared_by_id IS DISTINCT FROM NEW.prepared_by_id
    ) EXECUTE FUNCTION visitation_edit_cancels_approval();

CREATE FUNCTION visitation_approved_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proposal_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM visitation_proposal proposed
        WHERE proposed.id = NEW.proposal_id AND proposed.approved_at IS NOT NULL
            AND proposed.dropped_at IS NULL
            AND proposed.case_id = NEW.case_id AND proposed.request_id = NEW.request_id
            AND proposed.kind = NEW.kind
            AND btrim(proposed.written ->> 'facts') = NEW.facts
            AND btrim(proposed.written ->> 'reasons') = NEW.reasons
    ) THEN
        RAISE EXCEPTION 'Nobody has approved this decision as it is written'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_approved_as_written';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visitation_decision_approved BEFORE INSERT ON visitation_decision
    FOR EACH ROW EXECUTE FUNCTION visitation_approved_as_written();
CREATE TRIGGER visitation_furtherdecision_approved BEFORE INSERT ON visitation_furtherdecision
    FOR EACH ROW EXECUTE FUNCTION visitation_approved_as_written();
"""
UNDO_APPROVED = """
DROP TRIGGER visitation_proposal_edited ON visitation_proposal;
DROP FUNCTION visitation_edit_cancels_approval();
DROP TRIGGER visitation_decision_approved ON visitation_decision;
DROP TRIGGER visitation_furtherdecision_approved ON visitation_furtherdecision;
DROP FUNCTION visitation_approved_as_written();
"""


class Migration(migrations.Migration):
    dependencies = [("visitation", "0003_decisions_under_way_guarded")]

    operations = [
        migrations.RunSQL(HEARD, UNDO_HEARD),
        migrations.RunSQL(APPROVED, UNDO_APPROVED),
        written_once(
            "visitation_hearing", except_columns=["answered_on", "answer_form", "answer", "answer_by_id"]
        ),
        settled("visitation_hearing", "answered_on"),
        written_once(
            "visitation_proposal",
            except_columns=[
                "written",
                "kind",
                "prepared_at",
                "prepared_by_id",
                "approved_at",
                "approved_by_id",
                "made_at",
                "dropped_at",
            ],
        ),
        settled("visitation_proposal", "made_at"),
        settled("visitation_proposal", "dropped_at"),
        written_once("visitation_reasonsrequest", except_columns=["answered_on"]),
        settled("visitation_reasonsrequest", "answered_on"),
        written_once("visitation_recommendation", except_columns=["answered_on", "answer"]),
        settled("visitation_recommendation", "answered_on"),
        never_deleted("visitation_historicalfurtherdecision"),
        never_deleted("visitation_historicalproposal"),
    ]
