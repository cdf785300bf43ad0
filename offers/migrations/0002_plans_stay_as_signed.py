"""A settled plan and what it was followed up with never change again."""

from django.db import migrations

from rusmiddel.guards import never_deleted, written_once

SIGNATURE = ["signer", "signed_on", "not_signed_reason", "signature_at", "signature_by_id"]

# FOR SHARE makes a settling of the same moment wait, or this wait for it.
GOALS_OF_A_SETTLED_PLAN = """
CREATE FUNCTION offers_refuse_goal_of_settled_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled timestamptz;
BEGIN
    SELECT settled_at INTO settled FROM offers_treatmentplan WHERE id = NEW.plan_id FOR SHARE;
    IF settled IS NOT NULL OR (TG_OP = 'UPDATE' AND NEW.plan_id <> OLD.plan_id) THEN
        RAISE EXCEPTION 'The plan is settled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_goal_before_settled';
    END IF;
    IF NEW.under_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM offers_plangoal WHERE id = NEW.under_id AND plan_id = NEW.plan_id AND under_id IS NULL
    ) THEN
        RAISE EXCEPTION 'A sub-goal stands under a goal of the same plan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_goal_under_own_plan';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_plangoal_before_settled BEFORE INSERT OR UPDATE ON offers_plangoal
    FOR EACH ROW EXECUTE FUNCTION offers_refuse_goal_of_settled_plan();
"""
UNDO_GOALS_OF_A_SETTLED_PLAN = """
DROP TRIGGER offers_plangoal_before_settled ON offers_plangoal;
DROP FUNCTION offers_refuse_goal_of_settled_plan();
"""

REVIEWS_OF_A_SETTLED_PLAN = """
CREATE FUNCTION offers_refuse_review_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_treatmentplan WHERE id = NEW.plan_id AND settled_at IS NOT NULL
            AND (settled_at AT TIME ZONE 'Europe/Copenhagen')::date <= NEW.reviewed_on
    ) THEN
        RAISE EXCEPTION 'Only a settled plan is followed up'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_review_of_settled';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_planreview_of_settled BEFORE INSERT ON offers_planreview
    FOR EACH ROW EXECUTE FUNCTION offers_refuse_review_of_draft();

CREATE FUNCTION offers_refuse_foreign_attainment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offers_planreview review JOIN offers_plangoal goal ON goal.plan_id = review.plan_id
        WHERE review.id = NEW.review_id AND goal.id = NEW.goal_id
    ) THEN
        RAISE EXCEPTION 'The goal is of another plan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_attainment_of_own_plan';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offers_goalattainment_of_own_plan BEFORE INSERT ON offers_goalattainment
    FOR EACH ROW EXECUTE FUNCTION offers_refuse_foreign_attainment();
"""
UNDO_REVIEWS_OF_A_SETTLED_PLAN = """
DROP TRIGGER offers_goalattainment_of_own_plan ON offers_goalattainment;
DROP FUNCTION offers_refuse_foreign_attainment();
DROP TRIGGER offers_planreview_of_settled ON offers_planreview;
DROP FUNCTION offers_refuse_review_of_draft();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_initial")]

    operations = [
        written_once(
            "offers_treatmentplan",
            except_columns=SIGNATURE,
            once="OLD.settled_at IS NOT NULL",
            until="signature_at",
        ),
        never_deleted("offers_plangoal"),
        migrations.RunSQL(GOALS_OF_A_SETTLED_PLAN, UNDO_GOALS_OF_A_SETTLED_PLAN),
        written_once("offers_planreview"),
        written_once("offers_goalattainment"),
        migrations.RunSQL(REVIEWS_OF_A_SETTLED_PLAN, UNDO_REVIEWS_OF_A_SETTLED_PLAN),
        written_once("offers_actionplanoffer", once="OLD.answer <> ''"),
        never_deleted("offers_historicaltreatmentplan"),
        never_deleted("offers_historicalplangoal"),
        never_deleted("offers_historicalactionplanoffer"),
    ]
