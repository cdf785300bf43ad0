from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, written_once

# Whoever gives or takes an approval locks the place first, so that a stay never slips past its end.
STAYS = """
CREATE FUNCTION offers_stay_may_be() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    on_day date := coalesce(NEW.started_on, NEW.planned_from);
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_course
        WHERE id = NEW.course_id AND case_id = NEW.case_id AND form = 'residential' AND granted_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'No residential treatment was granted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_of_granted_residential_course';
    END IF;
    PERFORM FROM offers_provider WHERE id = NEW.provider_id AND form = 'residential' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The place gives no residential treatment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_at_residential_provider';
    END IF;
    IF NEW.status IN ('planned', 'staying') AND NOT EXISTS (
        SELECT FROM offers_providerapproval
        WHERE provider_id = NEW.provider_id AND from_on <= on_day AND (until_on IS NULL OR until_on >= on_day)
    ) THEN
        RAISE EXCEPTION 'The place is not approved on the day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_at_approved_provider';
    END IF;
    IF NEW.status = 'staying' AND NOT EXISTS (
        SELECT FROM offers_paymentguarantee
        WHERE placement_id = NEW.id AND taken_back_at IS NULL
            AND NEW.started_on BETWEEN from_on AND until_on
    ) THEN
        RAISE EXCEPTION 'Nobody has guaranteed the payment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_begun_with_guarantee';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_placement_may_be_made BEFORE INSERT ON offers_placement
    FOR EACH ROW EXECUTE FUNCTION offers_stay_may_be();
CREATE TRIGGER offers_placement_may_be_changed
    BEFORE UPDATE OF provider_id, planned_from, started_on ON offers_placement
    FOR EACH ROW WHEN (
        OLD.provider_id IS DISTINCT FROM NEW.provider_id
        OR OLD.planned_from IS DISTINCT FROM NEW.planned_from
        OR OLD.started_on IS DISTINCT FROM NEW.started_on
    ) EXECUTE FUNCTION offers_stay_may_be();

CREATE FUNCTION offers_stay_may_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_aftercareplan WHERE course_id = NEW.course_id AND made_on <= NEW.ended_on
    ) THEN
        RAISE EXCEPTION 'There is no aftercare plan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_agreed_end_has_aftercare_plan';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_placement_may_end BEFORE INSERT OR UPDATE ON offers_placement
    FOR EACH ROW WHEN (NEW.end_kind = 'agreed') EXECUTE FUNCTION offers_stay_may_end();

CREATE FUNCTION offers_course_may_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM offers_placement WHERE course_id = NEW.id AND status IN ('planned', 'staying')
    ) THEN
        RAISE EXCEPTION 'Somebody still stays on the course'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_ends_after_its_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_course_ends_after_stay BEFORE UPDATE OF status ON offers_course
    FOR EACH ROW WHEN (NEW.status = 'ended' AND OLD.status <> 'ended')
    EXECUTE FUNCTION offers_course_may_end();

CREATE FUNCTION offers_choice_may_be() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_course course JOIN offers_provider provider ON provider.form = course.form
        WHERE course.id = NEW.course_id AND course.case_id = NEW.case_id AND course.form = NEW.form
            AND course.granted_on IS NOT NULL
            AND provider.id = NEW.provider_id AND provider.is_public = NEW.is_public
    ) THEN
        RAISE EXCEPTION 'The place is of another form than what was granted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'choice_of_same_form';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_freechoice_same_form BEFORE INSERT ON offers_freechoice
    FOR EACH ROW EXECUTE FUNCTION offers_choice_may_be();
"""
UNDO_STAYS = """
DROP TRIGGER offers_placement_may_be_made ON offers_placement;
DROP TRIGGER offers_placement_may_be_changed ON offers_placement;
DROP FUNCTION offers_stay_may_be();
DROP TRIGGER offers_placement_may_end ON offers_placement;
DROP FUNCTION offers_stay_may_end();
DROP TRIGGER offers_course_ends_after_stay ON offers_course;
DROP FUNCTION offers_course_may_end();
DROP TRIGGER offers_freechoice_same_form ON offers_freechoice;
DROP FUNCTION offers_choice_may_be();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0006_substitution_is_guarded")]

    operations = [
        migrations.RunSQL(STAYS, UNDO_STAYS),
        never_changed("offers_course", "form"),
        never_changed("offers_provider", "form"),
        never_changed("offers_placement", "course_id", "case_id", "moved_from_id", "free_choice_id"),
        never_changed(
            "offers_freechoice", "course_id", "case_id", "provider_id", "form", "is_public", "chosen_on"
        ),
        written_once(
            "offers_paymentguarantee",
            except_columns=["taken_back_at", "taken_back_by_id", "taken_back_reason"],
            until="taken_back_at",
        ),
        written_once("offers_providerprice"),
        written_once("offers_supervisionvisit"),
        written_once("offers_statusreport"),
        written_once("offers_aftercareplan"),
        *(
            never_deleted(table)
            for table in (
                "offers_provider",
                "offers_providerapproval",
                "offers_placement",
                "offers_freechoice",
                "offers_historicalplacement",
                "offers_historicalfreechoice",
            )
        ),
    ]
