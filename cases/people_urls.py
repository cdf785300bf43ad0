"""Where one comes to who the citizen is and who is near."""

from django.urls import path

from cases.views import anonymity, circumstances, duplicates, protection, relations, relatives

people_urlpatterns = [
    path("paaroerende/ny/", relatives.relative_new, name="relative_new"),
    path("sager/<str:number>/paaroerende/ny/", relatives.relative_talk_new, name="relative_talk_new"),
    path(
        "sager/<str:number>/paaroerende/<int:talk>/",
        relatives.relative_talk_close,
        name="relative_talk_close",
    ),
    path("sager/<str:number>/anonymitet/", anonymity.anonymity_clarify, name="anonymity_clarify"),
    path("sager/<str:number>/bliver-kendt/", anonymity.become_known, name="become_known"),
    path("sager/<str:number>/beskyttelse/", protection.protection_new, name="protection_new"),
    path("sager/<str:number>/beskyttelse/vis/", protection.show_protected, name="show_protected"),
    path(
        "sager/<str:number>/beskyttelse/<int:protection>/forny/",
        protection.protection_renew,
        name="protection_renew",
    ),
    path(
        "sager/<str:number>/beskyttelse/<int:protection>/ophoer/",
        protection.protection_end,
        name="protection_end",
    ),
    path("sager/<str:number>/dobbelte/", duplicates.duplicates, name="duplicates"),
    path("sager/<str:number>/dobbelte/<int:link>/ophaev/", duplicates.unlink, name="unlink"),
    path("sager/<str:number>/forhold/<str:kind>/", circumstances.circumstance, name="circumstance"),
    path("sager/<str:number>/kontrakt/", circumstances.contract, name="contract_new"),
    path("sager/<str:number>/kontrakt/<int:contract>/", circumstances.contract, name="contract"),
    path(
        "sager/<str:number>/kontrakt/<int:contract>/tilbageholdelse/",
        circumstances.retention,
        name="retention",
    ),
    path("gravide/indberetning/", circumstances.contract_report, name="contract_report"),
    path("sager/<str:number>/betalingstilsagn/", circumstances.commitment_new, name="commitment_new"),
    path(
        "sager/<str:number>/betalingstilsagn/<int:commitment>/",
        circumstances.commitment_answer,
        name="commitment_answer",
    ),
    path("sager/<str:number>/naermeste/ny/<str:who>/", relations.relation_new, name="relation_new"),
    path("sager/<str:number>/naermeste/<int:relation>/", relations.relation_edit, name="relation_edit"),
    path("sager/<str:number>/naermeste/<int:relation>/slut/", relations.relation_end, name="relation_end"),
]
