"""Addresses under a course of substitution treatment."""

from django.urls import path

from offers.views import agreements, irregularities, substitution, urine_tests

urlpatterns = [
    path("", substitution.substitution, name="substitution"),
    path("plan/", substitution.doctors_plan_new, name="doctors_plan_new"),
    path("ordination/", substitution.prescription_new, name="prescription_new"),
    path("ordination/<int:line>/ret/", substitution.prescription_correct, name="prescription_correct"),
    path("laegesamtale/", substitution.doctors_talk_new, name="doctors_talk_new"),
    path("dosis/", substitution.missed_dose_new, name="missed_dose_new"),
    path("dosis/<int:missed>/tag-tilbage/", substitution.missed_dose_strike, name="missed_dose_strike"),
    path("boern/", urine_tests.home_children_new, name="home_children_new"),
    path("proeve/", urine_tests.urine_test_new, name="urine_test_new"),
    path("proeve/<int:test>/ret/", urine_tests.urine_test_correct, name="urine_test_correct"),
    path("proeve/planlaeg/", urine_tests.urine_plan_new, name="urine_plan_new"),
    path("proeve/planlagt/<int:plan>/opgiv/", urine_tests.urine_plan_give_up, name="urine_plan_give_up"),
    path("aftale/", agreements.agreement_new, name="agreement_new"),
    path("aftale/<int:agreement>/underskrift/", agreements.agreement_sign, name="agreement_sign"),
    path("aftale/<int:agreement>/udskriv/", agreements.agreement_print, name="agreement_print"),
    path("brud/", agreements.breach_new, name="breach_new"),
    path("brud/<int:breach>/foelge/", agreements.sanction_new, name="sanction_new"),
    path("foelge/<int:sanction>/partshoering/", agreements.sanction_hear, name="sanction_hear"),
    path("foelge/<int:sanction>/godkend/", agreements.sanction_approve, name="sanction_approve"),
    path("foelge/<int:sanction>/saet-i-vaerk/", agreements.sanction_carry_out, name="sanction_carry_out"),
    path("foelge/<int:sanction>/opgiv/", agreements.sanction_give_up, name="sanction_give_up"),
    path("uregelmaessighed/", irregularities.irregularity_new, name="irregularity_new"),
    path(
        "uregelmaessighed/<int:irregularity>/droeftet/",
        irregularities.irregularity_discuss,
        name="irregularity_discuss",
    ),
    path(
        "uregelmaessighed/<int:irregularity>/beslut/",
        irregularities.irregularity_decide,
        name="irregularity_decide",
    ),
]
