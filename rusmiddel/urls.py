from django.urls import include, path

urlpatterns = [
    path("", include("rusmiddel.access.urls")),
    path("", include("rusmiddel.access.signin.urls")),
    path("", include("rusmiddel.standards.urls")),
    path("", include("rusmiddel.deadlines.urls")),
    path("", include("rusmiddel.health.urls")),
    path("", include("cases.urls")),
    path("", include("offers.urls")),
    path("", include("visitation.urls")),
    path("", include("rights.urls")),
    path("", include("complaints.urls")),
    path("", include("reporting.urls")),
]
