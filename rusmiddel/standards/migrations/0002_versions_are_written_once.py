from django.db import migrations

# A case is judged by the standard of its day, so what was in force can never be rewritten. Only the
# end of the open period may be set; emptied it may be only while its first day has not passed.
GUARD = """
CREATE FUNCTION standards_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'En indlæst kvalitetsstandard kan ikke slettes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'valid') IS DISTINCT FROM (to_jsonb(OLD) - 'valid') THEN
        RAISE EXCEPTION 'En indlæst kvalitetsstandard kan ikke ændres.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.valid = OLD.valid THEN
        RETURN NEW;
    END IF;
    IF isempty(OLD.valid) OR NOT upper_inf(OLD.valid) THEN
        RAISE EXCEPTION 'En afsluttet kvalitetsstandard kan ikke ændres.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF isempty(NEW.valid) THEN
        IF lower_inf(OLD.valid) OR lower(OLD.valid) < (now() AT TIME ZONE 'Europe/Copenhagen')::date THEN
            RAISE EXCEPTION 'En kvalitetsstandard, der har været gældende, kan ikke trækkes tilbage.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) OR upper_inf(NEW.valid) THEN
        RAISE EXCEPTION 'Kun slutdatoen for en kvalitetsstandard kan sættes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER standards_version_guard BEFORE UPDATE OR DELETE ON standards_standardversion
FOR EACH ROW EXECUTE FUNCTION standards_version_guard();
"""

UNGUARD = """
DROP TRIGGER standards_version_guard ON standards_standardversion;
DROP FUNCTION standards_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
