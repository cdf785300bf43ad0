"""Where it is said who works on what."""

from django.urls import path

from cases.views import absences, assignment, caseload

assignment_urlpatterns = [
    path("sager/<str:number>/overdrag/", assignment.transfer_new, name="transfer_new"),
    path(
        "sager/<str:number>/overdrag/<int:transfer>/traek-tilbage/",
        assignment.transfer_withdraw,
        name="transfer_withdraw",
    ),
    path("sager/<str:number>/medbehandlere/ny/", assignment.co_worker_new, name="co_worker_new"),
    path(
        "sager/<str:number>/medbehandlere/<int:co_worker>/slut/",
        assignment.co_worker_end,
        name="co_worker_end",
    ),
    path("fravaer/", absences.absence_list, name="absence_list"),
    path("fravaer/nyt/", absences.absence_new, name="absence_new"),
    path("fravaer/<int:absence>/", absences.absence, name="absence"),
    path("fravaer/<int:absence>/vikar/", absences.absence_stand_in, name="absence_stand_in"),
    path("fravaer/<int:absence>/sidste-dag/", absences.absence_end, name="absence_end"),
    path("flytninger/", caseload.move_list, name="move_list"),
    path("flytninger/ny/", caseload.move_new, name="move_new"),
    path("flytninger/<int:move>/", caseload.move, name="move"),
    path("flytninger/<int:move>/afbryd/", caseload.move_cancel, name="move_cancel"),
    path("flytninger/<int:move>/tilbage/", caseload.move_back, name="move_back"),
    path("sager/<str:number>/giv-videre/<int:deadline>/", caseload.item_hand_on, name="item_hand_on"),
    path("sager/<str:number>/giv-tilbage/<int:item>/", caseload.item_give_back, name="item_give_back"),
    path("overdragelser/<int:transfer>/", assignment.transfer, name="transfer"),
    path("overdragelser/<int:transfer>/ja/", assignment.transfer_accept, name="transfer_accept"),
    path("overdragelser/<int:transfer>/nej/", assignment.transfer_decline, name="transfer_decline"),
]
