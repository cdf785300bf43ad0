from django.db import migrations

from rusmiddel.guards import written_once

BOTH_NAMED = """
CREATE FUNCTION link_has_two_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM cases_citizen WHERE id IN (NEW.first_id, NEW.second_id) AND kind = 'anonymous'
    ) THEN
        RAISE EXCEPTION 'an anonymous citizen is never linked to another' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_citizenlink_named BEFORE INSERT ON cases_citizenlink
    FOR EACH ROW EXECUTE FUNCTION link_has_two_named();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_anonymity_stays")]

    operations = [
        written_once("cases_citizenlink", except_columns=("undone_at", "undone_by_id", "undone_reason")),
        migrations.RunSQL(
            BOTH_NAMED,
            "DROP TRIGGER cases_citizenlink_named ON cases_citizenlink; DROP FUNCTION link_has_two_named();",
        ),
    ]
