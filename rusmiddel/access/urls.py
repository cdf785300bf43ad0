from django.urls import path

from rusmiddel.access import views

app_name = "access"
urlpatterns = [
    path("log-ind/", views.sign_in, name="sign_in"),
    path("log-ud/", views.sign_out, name="sign_out"),
    path("adgangskode/", views.own_password, name="own_password"),
    path("brugere/", views.user_list, name="user_list"),
    path("brugere/ny/", views.user_new, name="user_new"),
    path("brugere/<int:pk>/", views.user_edit, name="user_edit"),
    path("brugere/<int:pk>/adgangskode/", views.user_password, name="user_password"),
    path("brugere/<int:pk>/luk/", views.user_deactivate, name="user_deactivate"),
    path("brugere/<int:pk>/aabn/", views.user_reactivate, name="user_reactivate"),
]
