"""Addresses of 制度文件."""

from django.urls import path

from zhucun.policy.documents import keeping_pages as keeping
from zhucun.policy.documents import receipt_pages, views

urlpatterns = [
    path("", views.overview, name="documents"),
    path("new/", keeping.publish, name="documents.new"),
    path("<int:pk>/", views.one, name="documents.one"),
    path("<int:pk>/revise/", keeping.revise, name="documents.revise"),
    path("<int:pk>/repeal/", keeping.repeal, name="documents.repeal"),
    path("<int:pk>/restore/", keeping.restore, name="documents.restore"),
    path("<int:pk>/receipts/", receipt_pages.receipts, name="documents.receipts"),
    path("versions/<int:pk>/correct/", keeping.correct, name="documents.correct"),
    path("versions/<int:pk>/paper/", receipt_pages.paper, name="documents.paper"),
    path("versions/<int:pk>/newcomers/", receipt_pages.ask_newcomers, name="documents.newcomers"),
    path("sentences/<int:pk>/", keeping.link, name="documents.link"),
    path("receipts/<int:pk>/", views.acknowledge, name="documents.acknowledge"),
]
