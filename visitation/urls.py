app_name = "visitation"
urlpatterns: list = []
