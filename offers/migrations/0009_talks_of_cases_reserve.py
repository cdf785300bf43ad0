from django.db import migrations

# A planned talk takes its employee, whichever table it stands in. One function serves them all: its argument
# is what the calendar calls the talk.
RESERVATIONS = """
CREATE FUNCTION offers_reserve_talk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM offers_reservation WHERE key = TG_ARGV[0] || ':' || OLD.id;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.outcome <> 'planned' THEN
        RETURN NULL;
    END IF;
    INSERT INTO offers_reservation (key, employee_id, during) VALUES (
        TG_ARGV[0] || ':' || NEW.id,
        NEW.employee_id,
        tstzrange(NEW.planned_at, NEW.planned_at + make_interval(mins => NEW.minutes))
    );
    RETURN NULL;
END $$;
CREATE TRIGGER offers_assessment_talk_reserves AFTER INSERT OR DELETE OR UPDATE OF
    planned_at, minutes, outcome, employee_id ON cases_assessmentsession
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_talk('assessment');
CREATE TRIGGER offers_psychology_talk_reserves AFTER INSERT OR DELETE OR UPDATE OF
    planned_at, minutes, outcome, employee_id ON cases_psychologytalk
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_talk('psychology');
CREATE TRIGGER offers_relative_talk_reserves AFTER INSERT OR DELETE OR UPDATE OF
    planned_at, minutes, outcome, employee_id ON cases_relativetalk
    FOR EACH ROW EXECUTE FUNCTION offers_reserve_talk('relative');
"""
UNDO_RESERVATIONS = """
DROP TRIGGER offers_relative_talk_reserves ON cases_relativetalk;
DROP TRIGGER offers_psychology_talk_reserves ON cases_psychologytalk;
DROP TRIGGER offers_assessment_talk_reserves ON cases_assessmentsession;
DROP FUNCTION offers_reserve_talk();
DELETE FROM offers_reservation WHERE key ~ '^(assessment|psychology|relative):';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0008_reservations_are_kept"),
        ("cases", "0009_documents_of_own_case"),
    ]

    operations = [migrations.RunSQL(RESERVATIONS, UNDO_RESERVATIONS)]
