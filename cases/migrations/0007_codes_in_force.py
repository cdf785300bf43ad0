"""Bring the code lists, and let the database know which code may be used on which day."""

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from cases.status.code_lists import read_code_lists, shipped_text
from rusmiddel.guards import settled, written_once

CODES_IN_FORCE = """
CREATE FUNCTION require_code(of_list text, wanted text, on_day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(wanted, '') <> '' AND NOT EXISTS (
        SELECT FROM cases_code AS entry
        WHERE entry.list = of_list AND entry.code = wanted AND entry.valid @> on_day
    ) THEN
        RAISE EXCEPTION 'list % has no code % on %', of_list, wanted, on_day
            USING ERRCODE = 'check_violation', CONSTRAINT = 'code_in_force';
    END IF;
END $$;

CREATE FUNCTION refuse_codes_of_status() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fact text;
BEGIN
    FOREACH fact IN ARRAY ARRAY[
        'referral_source', 'earlier_treatment', 'living_with', 'children', 'housing', 'education',
        'labour_status', 'income', 'injecting', 'sharing', 'substitution', 'acute_detox'
    ] LOOP
        PERFORM require_code(fact, to_jsonb(NEW) ->> fact, NEW."on");
    END LOOP;
    FOREACH fact IN ARRAY ARRAY[
        'children_count', 'children_at_home', 'alcohol_days', 'units_beer', 'units_wine', 'units_spirits',
        'units_other', 'years_of_excess'
    ] LOOP
        PERFORM require_code('untold', to_jsonb(NEW) ->> (fact || '_untold'), NEW."on");
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_citizenstatus_codes BEFORE INSERT ON cases_citizenstatus
    FOR EACH ROW EXECUTE FUNCTION refuse_codes_of_status();

CREATE FUNCTION refuse_codes_of_substance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    on_day date := (SELECT "on" FROM cases_citizenstatus WHERE id = NEW.status_id);
BEGIN
    PERFORM require_code('drug', NEW.drug, on_day);
    PERFORM require_code('route', NEW.route, on_day);
    PERFORM require_code('untold', NEW.days_untold, on_day);
    PERFORM require_code('untold', NEW.first_age_untold, on_day);
    RETURN NEW;
END $$;
CREATE TRIGGER cases_substanceuse_codes BEFORE INSERT ON cases_substanceuse
    FOR EACH ROW EXECUTE FUNCTION refuse_codes_of_substance();

CREATE FUNCTION refuse_code_of_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM require_code('mapping_tool', NEW.mapping_tool, NEW.mapped_on);
    RETURN NEW;
END $$;
CREATE TRIGGER cases_mappingresult_codes BEFORE INSERT ON cases_mappingresult
    FOR EACH ROW EXECUTE FUNCTION refuse_code_of_mapping();
"""
WITHOUT_CODES = """
DROP TRIGGER cases_mappingresult_codes ON cases_mappingresult;
DROP TRIGGER cases_substanceuse_codes ON cases_substanceuse;
DROP TRIGGER cases_citizenstatus_codes ON cases_citizenstatus;
DROP FUNCTION refuse_code_of_mapping();
DROP FUNCTION refuse_codes_of_substance();
DROP FUNCTION refuse_codes_of_status();
DROP FUNCTION require_code(text, text, date);
"""


def bring_code_lists(apps, schema_editor):
    code = apps.get_model("cases", "Code")
    for code_list in read_code_lists(shipped_text(), file="code_lists.toml").lists:
        for position, entry in enumerate(code_list.codes, 1):
            code.objects.create(
                list=code_list.key,
                code=entry.code,
                label=entry.label,
                position=position,
                valid=DateRange(entry.valid_from, entry.valid_to),
                source=code_list.source,
                is_verified=code_list.verified,
                register_code=entry.register_code,
            )


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_consents_guarded")]

    operations = [
        migrations.RunPython(bring_code_lists, migrations.RunPython.noop),
        migrations.RunSQL(CODES_IN_FORCE, WITHOUT_CODES),
        written_once("cases_code", except_columns=["valid", "register_code"]),
        written_once(
            "cases_citizenstatus",
            except_columns=["superseded_at", "superseded_by_id", "superseded_reason"],
        ),
        settled("cases_citizenstatus", "superseded_at"),
        written_once("cases_substanceuse"),
        written_once(
            "cases_mappingresult", except_columns=["withdrawn_at", "withdrawn_by_id", "withdrawn_reason"]
        ),
        settled("cases_mappingresult", "withdrawn_at"),
        # A finished report stands; one who wants to add something writes a journal note.
        written_once("cases_psychologicalexamination", once="OLD.reported_at IS NOT NULL"),
    ]
