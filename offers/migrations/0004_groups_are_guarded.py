from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, written_once

# The group's row is locked, so that the last place is given to one of two who take it at once.
SEATS = """
CREATE FUNCTION offers_seat_in_group() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands offers_group%ROWTYPE;
    taken integer;
BEGIN
    IF NEW.status NOT IN ('offered', 'member') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status IN ('offered', 'member') AND OLD.group_id = NEW.group_id THEN
        RETURN NEW;
    END IF;
    SELECT * INTO stands FROM offers_group WHERE id = NEW.group_id FOR UPDATE;
    IF stands.offer_key <> NEW.offer_key THEN
        RAISE EXCEPTION 'The group gives another offer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_same_offer';
    END IF;
    IF stands.status = 'ended' OR (stands.intake = 'closed' AND stands.status = 'running') THEN
        RAISE EXCEPTION 'The group takes nobody'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_group_takes_new';
    END IF;
    SELECT count(*) INTO taken FROM offers_membership
        WHERE group_id = NEW.group_id AND status IN ('offered', 'member') AND id IS DISTINCT FROM NEW.id;
    IF taken >= stands.hard_limit THEN
        RAISE EXCEPTION 'The group is full'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_within_hard_limit';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_membership_seat BEFORE INSERT OR UPDATE ON offers_membership
    FOR EACH ROW EXECUTE FUNCTION offers_seat_in_group();

CREATE FUNCTION offers_limit_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.hard_limit < (
        SELECT count(*) FROM offers_membership WHERE group_id = NEW.id AND status IN ('offered', 'member')
    ) THEN
        RAISE EXCEPTION 'More places are taken'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'group_hard_limit_holds_all';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_group_limit BEFORE UPDATE OF hard_limit ON offers_group
    FOR EACH ROW EXECUTE FUNCTION offers_limit_of_group();
"""
UNDO_SEATS = """
DROP TRIGGER offers_membership_seat ON offers_membership;
DROP FUNCTION offers_seat_in_group();
DROP TRIGGER offers_group_limit ON offers_group;
DROP FUNCTION offers_limit_of_group();
"""

# What a membership rests on is the same citizen's and the same offer; an attendance is the member's own talk.
OWN = """
CREATE FUNCTION offers_own_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_course
            WHERE id = NEW.course_id AND case_id = NEW.case_id AND offer_key = NEW.offer_key
        UNION ALL
        SELECT FROM cases_relativecourse
            WHERE id = NEW.relative_course_id AND case_id = NEW.case_id AND offer_key = NEW.offer_key
    ) THEN
        RAISE EXCEPTION 'The course is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_own_course';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_membership_own BEFORE INSERT ON offers_membership
    FOR EACH ROW EXECUTE FUNCTION offers_own_course();

CREATE FUNCTION offers_own_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_membership member JOIN offers_groupmeeting meeting ON meeting.group_id = member.group_id
        WHERE member.id = NEW.membership_id AND meeting.id = NEW.meeting_id AND (
            EXISTS (SELECT FROM offers_session WHERE id = NEW.session_id AND course_id = member.course_id)
            OR EXISTS (
                SELECT FROM cases_relativetalk
                WHERE id = NEW.relative_talk_id AND course_id = member.relative_course_id
            )
        )
    ) THEN
        RAISE EXCEPTION 'The talk is another''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'group_attendance_own_talk';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_groupattendance_own BEFORE INSERT ON offers_groupattendance
    FOR EACH ROW EXECUTE FUNCTION offers_own_attendance();
"""
UNDO_OWN = """
DROP TRIGGER offers_membership_own ON offers_membership;
DROP FUNCTION offers_own_course();
DROP TRIGGER offers_groupattendance_own ON offers_groupattendance;
DROP FUNCTION offers_own_attendance();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0003_calendar_and_endings_guarded")]

    operations = [
        migrations.RunSQL(SEATS, UNDO_SEATS),
        migrations.RunSQL(OWN, UNDO_OWN),
        never_changed(
            "offers_membership", "case_id", "course_id", "relative_course_id", "offer_key", "waiting_since"
        ),
        never_changed("offers_group", "offer_key", "standard_id"),
        never_changed("offers_groupmeeting", "group_id"),
        written_once("offers_grouptherapist", except_columns=["ended_at", "ended_by_id"], until="ended_at"),
        written_once("offers_groupattendance"),
        *(
            never_deleted(table)
            for table in (
                "offers_group",
                "offers_groupmeeting",
                "offers_membership",
                "offers_historicalmembership",
            )
        ),
    ]
