from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("mine-frister/", views.my_deadlines, name="my_deadlines"),
    path("ledelse/", views.dashboard_page, name="dashboard"),
    path("ledelse/liste/", views.deadline_list, name="deadline_list"),
    path("ledelse/doegnophold/", views.stay_costs, name="stay_costs"),
    path("ledelse/behandlere/", views.caseworker_list, name="caseworker_list"),
    path("ledelse/aarsag/<int:request_id>/", views.explain_miss_page, name="explain_miss"),
]
