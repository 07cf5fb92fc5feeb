"""Addresses of log-in, one's own account, accounts and offices."""

from django.urls import path

from zhucun.org.accounts import batch_pages, entrance, office_pages, rules, token_pages, views
from zhucun.web import menu

menu.group("settings", "设置", order=90, icon="settings")
menu.add("settings", menu.Item("账号", "accounts:list", needs=rules.SEE_OFFICES, order=10))
menu.add("settings", menu.Item("任职和代行", "accounts:offices", needs=rules.SEE_OFFICES, order=20))

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.log_in, name="log_in"),
    path("logout/", entrance.log_out, name="log_out"),
    path("account/", entrance.me, name="me"),
    path("account/check/", entrance.check, name="check"),
    path("account/password/", entrance.password, name="password"),
    path("account/tokens/", token_pages.own_tokens, name="tokens"),
    path("account/tokens/<int:pk>/withdraw/", token_pages.withdraw, name="tokens.withdraw"),
    path("accounts/", views.accounts_list, name="list"),
    path("accounts/new/", views.open_account, name="list.new"),
    path("accounts/batch/", batch_pages.batch, name="list.batch"),
    path("accounts/batch/staff/", batch_pages.staff, name="list.batch.staff"),
    path("accounts/batch/staff/open/", batch_pages.open_staff, name="list.batch.staff.open"),
    path("accounts/batch/staff/form.xlsx", batch_pages.staff_form, name="list.batch.staff.form"),
    path("accounts/batch/<str:code>/", batch_pages.township, name="list.batch.township"),
    path("accounts/batch/<str:code>/open/", batch_pages.open_township, name="list.batch.open"),
    path("accounts/batch/<str:code>/slips/", batch_pages.slips_again, name="list.batch.slips"),
    path("accounts/asked/", office_pages.asked, name="list.asked"),
    path("accounts/<int:pk>/", views.account, name="list.one"),
    path("accounts/<int:pk>/history/", views.history, name="list.history"),
    path("accounts/<int:pk>/stop/", views.stop, name="list.stop"),
    path("accounts/<int:pk>/resume/", views.resume, name="list.resume"),
    path("accounts/<int:pk>/code/", views.code, name="list.code"),
    path("accounts/<int:pk>/appoint/", office_pages.appoint, name="list.appoint"),
    path("accounts/<int:pk>/deputise/", office_pages.deputise, name="list.deputise"),
    path("accounts/<int:pk>/administrator/", office_pages.appoint_administrator, name="list.administrator"),
    path("accounts/<int:pk>/asked/", office_pages.give_asked, name="list.asked.give"),
    path("accounts/<int:pk>/asked/decline/", office_pages.decline_asked, name="list.asked.decline"),
    path("offices/", office_pages.offices, name="offices"),
    path("offices/<str:kind>/<int:pk>/end/", office_pages.end, name="offices.end"),
    path("offices/<str:kind>/<int:pk>/withdraw/", office_pages.withdraw, name="offices.withdraw"),
]
