from django.urls import path

from offers import views

app_name = "offers"
urlpatterns = [
    path("sager/<str:number>/forloeb/ny/", views.start_early, name="start_early"),
    path("sager/<str:number>/forloeb/<int:course>/", views.course, name="course"),
    path("sager/<str:number>/forloeb/<int:course>/afslut/", views.course_end, name="course_end"),
    path("sager/<str:number>/forloeb/<int:course>/samtaler/ny/", views.session_new, name="session_new"),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/",
        views.session_close,
        name="session_close",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/tag-tilbage/",
        views.session_take_back,
        name="session_take_back",
    ),
]
