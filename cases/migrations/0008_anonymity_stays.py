from django.db import migrations

from rusmiddel.guards import never_changed, written_once

# The only tie between an anonymous case and a person goes from the one to the other.
BOTH_SIDES = """
CREATE FUNCTION became_known_has_both_sides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM cases_case c JOIN cases_citizen b ON b.id = c.citizen_id
        WHERE c.id = NEW.anonymous_case_id AND b.kind = 'anonymous'
    ) OR NOT EXISTS (
        SELECT FROM cases_case c JOIN cases_citizen b ON b.id = c.citizen_id
        WHERE c.id = NEW.known_case_id AND b.kind = 'identified'
    ) THEN
        RAISE EXCEPTION 'an anonymous citizen becomes known in a case with a name'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_becameknown_both_sides BEFORE INSERT ON cases_becameknown
    FOR EACH ROW EXECUTE FUNCTION became_known_has_both_sides();
"""
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
NAMELESS = """
CREATE FUNCTION relation_of_anonymous_is_nameless() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.name <> '' OR NEW.phone <> '' OR NEW.birth_date IS NOT NULL) AND EXISTS (
        SELECT FROM cases_citizen WHERE id = NEW.citizen_id AND kind = 'anonymous'
    ) THEN
        RAISE EXCEPTION 'who is near an anonymous citizen is not written down'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_relation_nameless BEFORE INSERT OR UPDATE ON cases_relation
    FOR EACH ROW EXECUTE FUNCTION relation_of_anonymous_is_nameless();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_codes_in_force")]

    operations = [
        # Who is anonymous never turns into somebody: a name, a number and another kind in one update.
        never_changed("cases_citizen", "kind", "fictitious_number"),
        # A case never moves from an anonymous citizen to a person.
        never_changed("cases_case", "citizen_id"),
        written_once("cases_anonymitycheck"),
        written_once("cases_becameknown"),
        migrations.RunSQL(
            BOTH_SIDES,
            "DROP TRIGGER cases_becameknown_both_sides ON cases_becameknown;"
            " DROP FUNCTION became_known_has_both_sides();",
        ),
        written_once("cases_citizenlink", except_columns=("undone_at", "undone_by_id", "undone_reason")),
        migrations.RunSQL(
            BOTH_NAMED,
            "DROP TRIGGER cases_citizenlink_named ON cases_citizenlink; DROP FUNCTION link_has_two_named();",
        ),
        migrations.RunSQL(
            NAMELESS,
            "DROP TRIGGER cases_relation_nameless ON cases_relation;"
            " DROP FUNCTION relation_of_anonymous_is_nameless();",
        ),
    ]
