from django.db import migrations

from rusmiddel.guards import never_deleted, written_once

# The card's row is locked, so that one card goes to one citizen; the talks held are counted where they stand.
EARNED = """
CREATE FUNCTION offers_hand_out_is_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held integer;
BEGIN
    PERFORM FROM offers_giftcard
        WHERE id = NEW.card_id AND handed_on IS NULL AND withdrawn_on IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The card is not in the stock'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_out_card_in_hand';
    END IF;
    PERFORM FROM offers_session
        WHERE id = NEW.session_id AND course_id = NEW.course_id AND outcome = 'held' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The talk was not held on this course'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_out_talk_held';
    END IF;
    SELECT count(*) INTO held FROM offers_session WHERE course_id = NEW.course_id AND outcome = 'held';
    IF held < NEW.nth * NEW.every_nth_talk THEN
        RAISE EXCEPTION 'The talks held have not earned the card'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_out_earned';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_handout_is_earned BEFORE INSERT ON offers_handout
    FOR EACH ROW EXECUTE FUNCTION offers_hand_out_is_earned();

CREATE FUNCTION offers_card_follows_hand_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE offers_giftcard
        SET handed_on = CASE
            WHEN NEW.taken_back_at IS NULL THEN (NEW.handed_at AT TIME ZONE 'Europe/Copenhagen')::date
        END
        WHERE id = NEW.card_id;
    RETURN NULL;
END $$;
CREATE TRIGGER offers_handout_moves_card AFTER INSERT OR UPDATE OF taken_back_at ON offers_handout
    FOR EACH ROW EXECUTE FUNCTION offers_card_follows_hand_out();

CREATE FUNCTION offers_talk_has_earned_a_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM offers_handout WHERE session_id = NEW.id AND taken_back_at IS NULL) THEN
        RAISE EXCEPTION 'A gift card rests on the talk'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_no_card_rests_on_it';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_session_has_earned BEFORE UPDATE OF outcome ON offers_session
    FOR EACH ROW WHEN (OLD.outcome = 'held' AND NEW.outcome <> 'held')
    EXECUTE FUNCTION offers_talk_has_earned_a_card();
"""
UNDO_EARNED = """
DROP TRIGGER offers_handout_is_earned ON offers_handout;
DROP FUNCTION offers_hand_out_is_earned();
DROP TRIGGER offers_handout_moves_card ON offers_handout;
DROP FUNCTION offers_card_follows_hand_out();
DROP TRIGGER offers_session_has_earned ON offers_session;
DROP FUNCTION offers_talk_has_earned_a_card();
"""

SITTINGS = """
CREATE FUNCTION offers_certificate_covers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    on_day date := (NEW.held_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
    IF NEW.qualification_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM offers_qualification
        WHERE id = NEW.qualification_id AND user_id = NEW.practitioner_id AND kind = 'nada'
            AND from_on <= on_day AND (until_on IS NULL OR until_on >= on_day)
    ) THEN
        RAISE EXCEPTION 'The certificate does not cover the day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nada_sitting_certified';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_nadasitting_certified BEFORE INSERT ON offers_nadasitting
    FOR EACH ROW EXECUTE FUNCTION offers_certificate_covers();

CREATE FUNCTION offers_own_nada() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM offers_session WHERE id = NEW.session_id AND course_id = NEW.course_id) THEN
        RAISE EXCEPTION 'The talk is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nada_attendance_own_talk';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_nadaattendance_own BEFORE INSERT ON offers_nadaattendance
    FOR EACH ROW EXECUTE FUNCTION offers_own_nada();
"""
UNDO_SITTINGS = """
DROP TRIGGER offers_nadasitting_certified ON offers_nadasitting;
DROP FUNCTION offers_certificate_covers();
DROP TRIGGER offers_nadaattendance_own ON offers_nadaattendance;
DROP FUNCTION offers_own_nada();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0004_groups_are_guarded")]

    operations = [
        migrations.RunSQL(EARNED, UNDO_EARNED),
        migrations.RunSQL(SITTINGS, UNDO_SITTINGS),
        written_once(
            "offers_giftcard",
            except_columns=["handed_on", "withdrawn_on", "withdrawn_by_id", "withdrawn_reason"],
            until="withdrawn_on",
        ),
        written_once(
            "offers_handout",
            except_columns=["signed_on", "taken_back_at", "taken_back_by_id", "taken_back_reason"],
            until="taken_back_at",
        ),
        written_once("offers_nadasitting"),
        written_once("offers_nadaattendance"),
        never_deleted("offers_qualification"),
    ]
