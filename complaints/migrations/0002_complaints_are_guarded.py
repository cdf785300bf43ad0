from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, written_once

# What is complained of, and by whose power, belongs to the same case.
OWN = """
CREATE FUNCTION complaints_complaint_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.decision_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM visitation_decision WHERE id = NEW.decision_id AND case_id = NEW.case_id))
        OR (NEW.further_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM visitation_furtherdecision WHERE id = NEW.further_id AND case_id = NEW.case_id))
        OR (NEW.access_request_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM rights_accessrequest WHERE id = NEW.access_request_id AND case_id = NEW.case_id))
        OR (NEW.request_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM cases_treatmentrequest WHERE id = NEW.request_id AND case_id = NEW.case_id))
        OR (NEW.power_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM complaints_powerofattorney WHERE id = NEW.power_id AND case_id = NEW.case_id
                AND given_on <= NEW.received_on AND (expires_on IS NULL OR expires_on >= NEW.received_on)))
        OR (NEW.receipt_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM letters_letter WHERE id = NEW.receipt_id AND case_id = NEW.case_id))
    THEN
        RAISE EXCEPTION 'What is complained of is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_complaint_own BEFORE INSERT OR UPDATE ON complaints_complaint
    FOR EACH ROW EXECUTE FUNCTION complaints_complaint_is_own();

CREATE FUNCTION complaints_remedy_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_case bigint;
BEGIN
    SELECT case_id INTO of_case FROM complaints_complaint WHERE id = NEW.complaint_id;
    IF (NEW.decision_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM visitation_decision WHERE id = NEW.decision_id AND case_id = of_case))
        OR (NEW.further_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM visitation_furtherdecision WHERE id = NEW.further_id AND case_id = of_case))
        OR (NEW.access_request_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM rights_accessrequest WHERE id = NEW.access_request_id AND case_id = of_case))
    THEN
        RAISE EXCEPTION 'What was done is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'remedy_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_remedy_own BEFORE INSERT ON complaints_remedy
    FOR EACH ROW EXECUTE FUNCTION complaints_remedy_is_own();
"""
UNDO_OWN = """
DROP TRIGGER complaints_remedy_own ON complaints_remedy;
DROP FUNCTION complaints_remedy_is_own();
DROP TRIGGER complaints_complaint_own ON complaints_complaint;
DROP FUNCTION complaints_complaint_is_own();
"""

# A status says what was done; at the end of the transaction, for the rows are written one after the other.
BORNE = """
CREATE FUNCTION complaints_status_is_borne() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands complaints_complaint%ROWTYPE;
BEGIN
    SELECT * INTO stands FROM complaints_complaint WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF (stands.status = 'reassessed' AND NOT EXISTS (
            SELECT FROM complaints_reassessment WHERE complaint_id = NEW.id))
        OR (stands.status IN ('forwarded', 'to_act') AND NOT EXISTS (
            SELECT FROM complaints_forwarding WHERE complaint_id = NEW.id))
        OR (stands.result = 'passed_on' AND NOT EXISTS (
            SELECT FROM complaints_forwarding WHERE complaint_id = NEW.id))
        OR (stands.result LIKE 'board%' AND NOT EXISTS (
            SELECT FROM complaints_boardanswer WHERE complaint_id = NEW.id))
        OR (stands.status IN ('done', 'closed') AND stands.result IN ('board_changed', 'board_remitted')
            AND NOT EXISTS (
                SELECT FROM complaints_remedy WHERE complaint_id = NEW.id AND is_after_board))
    THEN
        RAISE EXCEPTION 'Nobody has done what the status says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_status_borne';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER complaints_complaint_borne
    AFTER INSERT OR UPDATE ON complaints_complaint DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION complaints_status_is_borne();
"""
UNDO_BORNE = """
DROP TRIGGER complaints_complaint_borne ON complaints_complaint;
DROP FUNCTION complaints_status_is_borne();
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [
        written_once("complaints_complaint", once="OLD.status IN ('closed', 'withdrawn')"),
        # What came stays as it came, and so does the way that the standard of its day gave it.
        never_changed(
            "complaints_complaint",
            "case_id",
            "submission",
            "kind",
            "decision_id",
            "further_id",
            "access_request_id",
            "request_id",
            "concerns_id",
            "power_id",
            "received_on",
            "channel",
            "text",
            "recorded_at",
            "recorded_by_id",
            "standard_id",
            "handling",
            "recipient_name",
            "reassessment_weeks",
            "reassessment_ends",
            "onward_key",
            "complain_by",
            "is_late",
        ),
        never_deleted("complaints_historicalcomplaint"),
        written_once("complaints_powerofattorney"),
        written_once("complaints_reassessment"),
        written_once("complaints_remedy"),
        written_once("complaints_forwarding"),
        written_once("complaints_boardanswer"),
        written_once(
            "complaints_confidentialletter",
            except_columns=["channel", "sent_on", "sent_by_id"],
            until="sent_on",
        ),
        migrations.RunSQL(OWN, UNDO_OWN),
        migrations.RunSQL(BORNE, UNDO_BORNE),
    ]
