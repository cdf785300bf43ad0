"""Where it is said who works on what."""

from django.urls import path

from cases.views import assignment

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
    path("overdragelser/<int:transfer>/", assignment.transfer, name="transfer"),
    path("overdragelser/<int:transfer>/ja/", assignment.transfer_accept, name="transfer_accept"),
    path("overdragelser/<int:transfer>/nej/", assignment.transfer_decline, name="transfer_decline"),
]
