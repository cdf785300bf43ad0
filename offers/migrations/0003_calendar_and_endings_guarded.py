"""Let the database fill in when a talk is, keep what has been said, and know the codes of endings."""

from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, settled, written_once

TAKES_ITS_TIME = """
CREATE FUNCTION offers_session_takes_its_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.during := tstzrange(NEW.planned_at, NEW.planned_at + make_interval(mins => NEW.minutes));
    RETURN NEW;
END $$;
CREATE TRIGGER offers_session_takes_its_time BEFORE INSERT OR UPDATE ON offers_session
    FOR EACH ROW EXECUTE FUNCTION offers_session_takes_its_time();
"""
WITHOUT_ITS_TIME = """
DROP TRIGGER offers_session_takes_its_time ON offers_session;
DROP FUNCTION offers_session_takes_its_time();
"""

CODES_OF_ENDINGS = """
CREATE FUNCTION offers_refuse_codes_of_ending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM require_code('end_reason', NEW.reason, NEW.ended_on);
    PERFORM require_code('end_status', NEW.status, NEW.ended_on);
    RETURN NEW;
END $$;
CREATE TRIGGER offers_courseending_codes BEFORE INSERT ON offers_courseending
    FOR EACH ROW EXECUTE FUNCTION offers_refuse_codes_of_ending();

CREATE FUNCTION offers_refuse_code_of_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM require_code('end_status', NEW.status, NEW."on");
    IF NEW."on" < (SELECT ended_on FROM offers_courseending WHERE id = NEW.ending_id) THEN
        RAISE EXCEPTION 'A follow-up comes after the end'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'follow_up_after_the_end';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_followup_codes BEFORE INSERT ON offers_followup
    FOR EACH ROW EXECUTE FUNCTION offers_refuse_code_of_follow_up();
"""
WITHOUT_CODES = """
DROP TRIGGER offers_followup_codes ON offers_followup;
DROP FUNCTION offers_refuse_code_of_follow_up();
DROP TRIGGER offers_courseending_codes ON offers_courseending;
DROP FUNCTION offers_refuse_codes_of_ending();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_plans_stay_as_signed"), ("cases", "0007_codes_in_force")]

    operations = [
        migrations.RunSQL(TAKES_ITS_TIME, WITHOUT_ITS_TIME),
        migrations.RunSQL(CODES_OF_ENDINGS, WITHOUT_CODES),
        written_once("offers_courseending"),
        written_once("offers_followup"),
        written_once("offers_contactattempt"),
        never_changed("offers_calendarfeed", "digest", "user_id", "created_at"),
        never_deleted("offers_calendarfeed"),
        # What is revoked stays revoked.
        settled("offers_calendarfeed", "revoked_at"),
        never_deleted("offers_room"),
        never_deleted("offers_historicalroom"),
    ]
