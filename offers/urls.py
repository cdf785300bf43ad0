from django.urls import path

from offers.views import courses, sessions

app_name = "offers"
urlpatterns = [
    path("sager/<str:number>/forloeb/ny/", courses.start_early, name="start_early"),
    path("sager/<str:number>/forloeb/<int:course>/", courses.course, name="course"),
    path("sager/<str:number>/forloeb/<int:course>/afslut/", courses.course_end, name="course_end"),
    path("sager/<str:number>/forloeb/<int:course>/samtaler/ny/", sessions.session_new, name="session_new"),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/",
        sessions.session_close,
        name="session_close",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/tag-tilbage/",
        sessions.session_take_back,
        name="session_take_back",
    ),
]
