from django.db import migrations

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
    dependencies = [("cases", "0015_links_are_kept")]

    operations = [
        migrations.RunSQL(
            NAMELESS,
            "DROP TRIGGER cases_relation_nameless ON cases_relation;"
            " DROP FUNCTION relation_of_anonymous_is_nameless();",
        ),
    ]
