from django.db import migrations

from rusmiddel.guards import never_deleted, written_once

# What is planned takes its people and its room; what was held, or called off, takes nobody.
RESERVATIONS = """
CREATE FUNCTION offers_reserve_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM offers_reservation WHERE key = 'session:' || OLD.id;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.outcome <> 'planned' THEN
        RETURN NULL;
    END IF;
    -- A tick taken back is part of the meeting or of the NADA that it was ticked at, and takes no time itself.
    IF EXISTS (SELECT FROM offers_groupattendance WHERE session_id = NEW.id)
        OR EXISTS (SELECT FROM offers_nadaattendance WHERE session_id = NEW.id)
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO offers_reservation (key, employee_id, during)
        VALUES ('session:' || NEW.id, NEW.employee_id, NEW.during);
    IF NEW.room_id IS NOT NULL THEN
        INSERT INTO offers_reservation (key, room_id, during)
            VALUES ('session:' || NEW.id, NEW.room_id, NEW.during);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER offers_session_reserves AFTER INSERT OR DELETE OR UPDATE OF
    planned_at, minutes, outcome, employee_id, room_id ON offers_session
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_session();

CREATE FUNCTION offers_reserve_nada_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole tstzrange;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM offers_reservation WHERE key = 'nada:' || OLD.id;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.status <> 'planned' THEN
        RETURN NULL;
    END IF;
    whole := tstzrange(NEW.planned_at, NEW.planned_at + make_interval(mins => NEW.minutes));
    INSERT INTO offers_reservation (key, employee_id, during)
        VALUES ('nada:' || NEW.id, NEW.practitioner_id, whole);
    INSERT INTO offers_reservation (key, room_id, during) VALUES ('nada:' || NEW.id, NEW.room_id, whole);
    RETURN NULL;
END $$;
CREATE TRIGGER offers_nadatime_reserves AFTER INSERT OR UPDATE OR DELETE ON offers_nadatime
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_nada_time();

CREATE FUNCTION offers_reserve_meeting(meeting bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM offers_reservation WHERE key = 'group_meeting:' || meeting;
    INSERT INTO offers_reservation (key, employee_id, room_id, during)
        SELECT 'group_meeting:' || meeting, taken.user_id, taken.room_id,
            tstzrange(planned_at, planned_at + make_interval(mins => minutes))
        FROM offers_groupmeeting, LATERAL (
            SELECT user_id, NULL::bigint AS room_id FROM offers_grouptherapist therapist
                WHERE therapist.group_id = offers_groupmeeting.group_id AND ended_at IS NULL
            UNION ALL
            SELECT NULL, room_id FROM offers_group
                WHERE offers_group.id = offers_groupmeeting.group_id AND room_id IS NOT NULL
        ) taken
        WHERE offers_groupmeeting.id = meeting AND offers_groupmeeting.status = 'planned';
END $$;
CREATE FUNCTION offers_reserve_one_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM offers_reserve_meeting(CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
CREATE TRIGGER offers_groupmeeting_reserves AFTER INSERT OR DELETE OR UPDATE OF
    planned_at, minutes, status ON offers_groupmeeting
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_one_meeting();

-- A therapist or a room that comes or goes takes or frees the hours of every meeting to come.
CREATE FUNCTION offers_reserve_meetings_led() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM offers_reserve_meeting(id) FROM offers_groupmeeting
        WHERE group_id = NEW.group_id AND status = 'planned';
    RETURN NULL;
END $$;
CREATE TRIGGER offers_grouptherapist_reserves AFTER INSERT OR UPDATE ON offers_grouptherapist
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_meetings_led();
CREATE FUNCTION offers_reserve_meetings_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM offers_reserve_meeting(id) FROM offers_groupmeeting
        WHERE group_id = NEW.id AND status = 'planned';
    RETURN NULL;
END $$;
CREATE TRIGGER offers_group_reserves AFTER UPDATE OF room_id ON offers_group
    FOR EACH ROW WHEN (OLD.room_id IS DISTINCT FROM NEW.room_id)
    EXECUTE FUNCTION offers_reserve_meetings_there();
"""
UNDO_RESERVATIONS = """
DROP TRIGGER offers_group_reserves ON offers_group;
DROP FUNCTION offers_reserve_meetings_there();
DROP TRIGGER offers_grouptherapist_reserves ON offers_grouptherapist;
DROP FUNCTION offers_reserve_meetings_led();
DROP TRIGGER offers_groupmeeting_reserves ON offers_groupmeeting;
DROP FUNCTION offers_reserve_one_meeting();
DROP FUNCTION offers_reserve_meeting(bigint);
DROP TRIGGER offers_nadatime_reserves ON offers_nadatime;
DROP FUNCTION offers_reserve_nada_time();
DROP TRIGGER offers_session_reserves ON offers_session;
DROP FUNCTION offers_reserve_session();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0007_stays_are_guarded")]

    operations = [
        migrations.RunSQL(RESERVATIONS, UNDO_RESERVATIONS),
        never_deleted("offers_nadatime"),
        never_deleted("offers_historicalnadatime"),
        written_once("offers_owndoctorcare", except_columns=["until_on", "ended_by_id"], until="until_on"),
    ]
