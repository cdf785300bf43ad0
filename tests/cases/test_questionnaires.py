"""Questionnaires as data: read, counted, filled in, put right."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import AnswerSet, QuestionnaireVersion
from cases.questionnaires.loading import InvalidQuestionnaire, read_questionnaire, shipped_texts
from cases.questionnaires.scoring import DECLINED, missing, scores
from cases.questionnaires.trend import Measured, trend
from cases.services.questionnaires import (
    Written,
    finish_answers,
    load_questionnaire,
    replace_answers,
    retire_questionnaire,
    save_answers,
)
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import co_worker, march
from tests.cases.questionnaires import answered, finished

SHIPPED = dict(shipped_texts())
AUDIT, AUDIT_C, DUDIT = (
    read_questionnaire(SHIPPED[file], file=file) for file in ("audit.toml", "audit-c.toml", "dudit.toml")
)
PLAIN = """
key = "sleep"
name = "Søvn"
about = "Søvn"
period = "Den seneste uge"
source = "Made up"
wording = "own"
licence = "Fri"
[[questions]]
key = "q1"
text = "Sover du?"
choices = [{ key = "yes", text = "Ja", points = 0 }, { key = "no", text = "Nej", points = 3 }]
[[scales]]
key = "sleep"
name = "Søvn"
questions = ["q1"]
cutoffs = [{ points = 3, text = "Dårlig søvn", source = "Made up" }]
"""


def points(questionnaire, answers, sex="unknown"):
    return {score.scale.key: score.points for score in scores(questionnaire, answers, sex=sex)}


def read_aloud(questionnaire, answers, sex):
    return [reading.shown for score in scores(questionnaire, answers, sex=sex) for reading in score.readings]


@pytest.mark.parametrize(
    ("questionnaire", "highest"),
    [(AUDIT, {"audit": 40, "audit-c": 12}), (AUDIT_C, {"audit-c": 12}), (DUDIT, {"dudit": 44})],
    ids=["audit", "audit-c", "dudit"],
)
def test_the_points_run_from_nothing_to_what_the_authors_say(questionnaire, highest):
    assert points(questionnaire, answered(questionnaire, 0)) == dict.fromkeys(highest, 0)
    assert points(questionnaire, answered(questionnaire, -1)) == highest


@pytest.mark.parametrize(("questionnaire", "by_two"), [(AUDIT, {"q9", "q10"}), (DUDIT, {"q10", "q11"})])
def test_the_last_two_questions_give_0_2_or_4(questionnaire, by_two):
    for question in questionnaire.questions:
        given_points = [choice.points for choice in question.choices]
        assert given_points == ([0, 2, 4] if question.key in by_two else [0, 1, 2, 3, 4])


@pytest.mark.parametrize(
    ("total", "meaning"),
    [
        (0, "Lav risiko"),
        (7, "Lav risiko"),
        (8, "Storforbrug med risiko"),
        (15, "Storforbrug med risiko"),
        (16, "Skadeligt forbrug"),
        (19, "Skadeligt forbrug"),
        (20, "Mulig afhængighed"),
        (40, "Mulig afhængighed"),
    ],
)
def test_audit_is_read_by_its_four_bands(total, meaning):
    answers, left = answered(AUDIT, 0), total
    # One point of the first question keeps the others from being skipped.
    for question in AUDIT.questions:
        choice = max((c for c in question.choices if c.points <= left), key=lambda c: c.points)
        answers[question.key], left = choice.key, left - choice.points

    score = scores(AUDIT, answers, sex="male")[0]

    assert (score.points, [reading.text for reading in score.readings]) == (total, [meaning])


def with_points(total):
    """DUDIT answers worth so many points."""
    answers, left = answered(DUDIT, 0), total
    for question in DUDIT.questions:
        choice = max((c for c in question.choices if c.points <= left), key=lambda c: c.points)
        answers[question.key], left = choice.key, left - choice.points
    return answers


@pytest.mark.parametrize(
    ("total", "sex", "meaning"),
    [
        (5, "male", ["Mænd: Under grænsen"]),
        (6, "male", ["Mænd: Sandsynligt problem med stoffer"]),
        (1, "female", ["Kvinder: Under grænsen"]),
        (2, "female", ["Kvinder: Sandsynligt problem med stoffer"]),
        (25, "male", ["Mænd: Meget sandsynlig afhængighed"]),
        (4, "unknown", ["Mænd: Under grænsen", "Kvinder: Sandsynligt problem med stoffer"]),
    ],
)
def test_dudit_is_read_by_sex_and_both_ways_where_it_is_not_known(total, sex, meaning):
    assert read_aloud(DUDIT, with_points(total), sex) == meaning


def test_whoever_never_drinks_is_not_asked_about_drinking():
    answers = {"q1": "never", "q9": "no", "q10": "earlier"}

    assert missing(AUDIT, answers) == []
    assert points(AUDIT, answers) == {"audit": 2, "audit-c": 0}


def test_a_declined_answer_is_an_answer_but_cannot_be_counted():
    answers = {**answered(AUDIT, 1), "q7": DECLINED}

    assert missing(AUDIT, answers) == []
    assert points(AUDIT, answers) == {"audit": None, "audit-c": 3}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 2), min_size=10, max_size=10), st.integers(0, 9))
def test_a_higher_choice_never_gives_fewer_points(places, raised):
    lower = {q.key: q.choices[place].key for q, place in zip(AUDIT.questions, places, strict=True)}
    question = AUDIT.questions[raised]
    higher = {**lower, question.key: question.choices[-1].key}

    assert points(AUDIT, higher)["audit"] >= points(AUDIT, lower)["audit"]


@pytest.mark.parametrize(
    ("change", "key", "found", "allowed"),
    [
        (("points = 3 }]", "points = -1 }]"), "questions[1].choices[2].points", "-1", "mindst 0"),
        (('questions = ["q1"]', 'questions = ["q2"]'), "scales[1].questions", "»q2«", "en af: q1"),
        (('wording = "own"', 'wording = "stolen"'), "wording", "»stolen«", "published, own, left_out"),
        (('name = "Søvn"\nabout', "about"), "name", "intet", "nøglen skal være der"),
        (('key = "no"', 'key = "yes"'), "questions[1].choices", "»yes«", "hver nøgle én gang"),
        (("points = 3, text", "points = 9, text"), "scales[1].cutoffs[1].points", "»9«", "højst 3"),
        (('period = "Den', 'perod = "x"\nperiod = "Den'), "perod", "»x«", "kun about, key, licence"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_key_found_and_allowed(change, key, found, allowed):
    with pytest.raises(InvalidQuestionnaire) as refused:
        read_questionnaire(PLAIN.replace(*change), file="soevn.toml")

    told = [(error.file, error.key, error.found) for error in refused.value.errors]
    assert ("soevn.toml", key, found) in told
    assert any(allowed in error.allowed for error in refused.value.errors)


def test_a_file_that_is_no_toml_says_where():
    with pytest.raises(InvalidQuestionnaire, match="linje 1"):
        read_questionnaire("key = = 1", file="x.toml")


def test_a_trend_needs_two_points_and_is_held_against_the_cut_offs():
    def measured(day, place):
        return Measured(on=date(2026, 3, day), score=scores(AUDIT, answered(AUDIT, place), sex="male")[0])

    assert trend(AUDIT, [measured(2, 1)]) is None
    drawn = trend(AUDIT, [measured(2, -1), measured(30, 0)])
    assert [column.shown for column in drawn.columns] == ["40", "0"]
    assert [line.label for line in drawn.lines] == ["8", "16", "20"]


@pytest.fixture
def administrator(db):
    return make_staff(Role.ADMINISTRATOR)


@pytest.fixture
def audit(standard):
    return QuestionnaireVersion.objects.get(key="audit")


def save(case, version, by, answers, *, seen=0, on=date(2026, 3, 10), now=None):
    return save_answers(
        case_id=case.pk,
        version_id=version.pk,
        written=Written(answered_on=on, answers=answers),
        seen=seen,
        by=by,
        now=now or march(10, 12),
    )


def replaced(wrong, by, *, reason="Tastet forkert", place=2):
    written = Written(answered_on=wrong.answered_on, answers=answered(wrong.version.read(), place))
    return replace_answers(answer_set_id=wrong.pk, written=written, reason=reason, by=by, now=march(11))


def test_what_is_half_answered_is_kept_and_says_what_is_missing(case, audit, caseworker):
    draft = save(case, audit, caseworker, {"q1": "monthly", "q2": ""})

    assert draft.missing == [f"q{number}" for number in range(2, 11)]
    with pytest.raises(ValidationError) as refused:
        finish_answers(answer_set_id=draft.pk, by=caseworker, now=march(10))
    assert set(refused.value.message_dict) == set(draft.missing)
    draft.refresh_from_db()
    assert draft.answers == {"q1": "monthly"}


def test_a_finished_set_has_its_points_and_stands_in_the_story(case, audit, caseworker):
    done = finished(case, caseworker, now=march(10, 13))

    assert done.points == 12
    assert case.story.latest("pk").text == "AUDIT er besvaret"


def test_what_turned_out_pointless_is_not_kept(case, audit, caseworker):
    done = save(case, audit, caseworker, {**answered(audit.read(), 1), "q1": "never"})
    done = finish_answers(answer_set_id=done.pk, by=caseworker, now=march(10))

    assert set(done.answers) == {"q1", "q9", "q10"}


def test_a_mistake_is_put_right_by_a_new_set_and_stays_to_be_seen(case, audit, caseworker):
    wrong = finished(case, caseworker, now=march(10, 13))
    right = replaced(wrong, caseworker)

    wrong.refresh_from_db()
    assert (wrong.withdrawn_reason, wrong.points) == ("Tastet forkert", 12)
    assert right.replaces == wrong
    assert list(AnswerSet.objects.standing()) == [right]


def test_putting_right_needs_a_reason_and_happens_once(case, audit, caseworker):
    wrong = finished(case, caseworker, now=march(10, 13))

    with pytest.raises(ValidationError, match="hvorfor"):
        replaced(wrong, caseworker, reason=" ")
    replaced(wrong, caseworker)
    with pytest.raises(ValidationError, match="allerede rettet"):
        replaced(wrong, caseworker)


def test_an_answer_the_questionnaire_does_not_have_is_refused(case, audit, caseworker):
    with pytest.raises(ValidationError, match="findes ikke"):
        save(case, audit, caseworker, {"q1": "always"})


def test_answers_of_tomorrow_are_refused(case, audit, caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        save(case, audit, caseworker, {}, on=date(2026, 3, 11))


def test_the_second_of_two_who_write_sees_the_others_answer_and_loses_none(case, audit, caseworker):
    colleague = co_worker(case, Role.PSYCHOLOGIST)
    save(case, audit, colleague, {"q1": "monthly", "q9": "no"})

    with pytest.raises(ValidationError) as refused:
        save(case, audit, caseworker, {"q1": "never", "q10": "no"})
    assert list(refused.value.message_dict) == ["q1"]
    assert colleague.name in str(refused.value)

    draft = save(case, audit, caseworker, {"q10": "no"})
    assert draft.answers == {"q1": "monthly", "q9": "no", "q10": "no"}


def test_a_doctor_does_not_fill_in_and_only_an_administrator_loads(case, audit, caseworker):
    with pytest.raises(PermissionDenied):
        save(case, audit, make_staff(Role.DOCTOR), {})
    with pytest.raises(PermissionDenied):
        load_questionnaire(text=PLAIN, file="x.toml", by=caseworker, today=date(2026, 3, 2))
    with pytest.raises(PermissionDenied):
        retire_questionnaire(version_id=audit.pk, by=caseworker, today=date(2026, 3, 2))


def test_a_new_version_takes_over_from_its_day_and_old_answers_keep_theirs(
    case, audit, caseworker, administrator
):
    before = finished(case, caseworker, now=march(10, 13))
    text = SHIPPED["audit.toml"].replace("points = 8, text", "points = 9, text")

    new = load_questionnaire(
        text=text, file="audit.toml", by=administrator, today=date(2026, 3, 11), valid_from=None
    )

    audit.refresh_from_db()
    assert audit.valid.upper == new.valid.lower == date(2026, 3, 11)
    assert list(QuestionnaireVersion.objects.in_force(date(2026, 3, 11)).filter(key="audit")) == [new]
    assert AnswerSet.objects.get(pk=before.pk).version == audit


def test_the_same_file_twice_is_one_version(administrator, standard):
    loads = [
        load_questionnaire(text=PLAIN, file="x.toml", by=administrator, today=date(2026, 3, day))
        for day in (2, 3)
    ]

    assert loads[0] == loads[1]


def test_a_retired_questionnaire_takes_no_more_answers(case, audit, caseworker, administrator):
    retire_questionnaire(version_id=audit.pk, by=administrator, today=date(2026, 3, 9))

    with pytest.raises(ValidationError, match="gælder ikke"):
        save(case, audit, caseworker, {})
    with pytest.raises(ValidationError, match="allerede taget ud"):
        retire_questionnaire(version_id=audit.pk, by=administrator, today=date(2026, 3, 9))


def attack(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_lets_nobody_change_what_was_answered(case, audit, caseworker):
    done = finished(case, caseworker, now=march(10, 13))

    for change in (
        "answers = '{}'",
        "points = 40",
        "finished_at = NULL, finished_by_id = NULL, points = NULL",
    ):
        with pytest.raises(IntegrityError, match="may never be changed"):
            attack(f"UPDATE cases_answerset SET {change} WHERE id = %s", done.pk)
    with pytest.raises(IntegrityError, match="may never be changed"):
        attack("DELETE FROM cases_answerset WHERE id = %s", done.pk)
    with pytest.raises(IntegrityError, match="answer_set_withdrawn_with_reason"):
        attack("UPDATE cases_answerset SET withdrawn_at = now() WHERE id = %s", done.pk)
    replaced(done, caseworker)
    with pytest.raises(IntegrityError, match="may never be changed"):
        attack(
            "UPDATE cases_answerset SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_reason = ''"
            " WHERE id = %s",
            done.pk,
        )


def test_the_database_lets_nobody_answer_a_version_out_of_force(case, audit, caseworker, administrator):
    retire_questionnaire(version_id=audit.pk, by=administrator, today=date(2026, 3, 9))

    with pytest.raises(IntegrityError, match="not in force"):
        AnswerSet.objects.create(case=case, version=audit, answered_on=date(2026, 3, 10), saved_by=caseworker)


def test_the_database_lets_nobody_rewrite_a_questionnaire(audit):
    with pytest.raises(IntegrityError, match="may never be changed"):
        attack("UPDATE cases_questionnaireversion SET toml_text = 'x' WHERE id = %s", audit.pk)
    with pytest.raises(IntegrityError, match="questionnaire_one_version_at_a_time"):
        attack(
            "INSERT INTO cases_questionnaireversion (key, name, valid, toml_text, sha256, loaded_at)"
            " VALUES ('audit', 'x', '[2026-01-01,)', 'x', 'x', now())"
        )
