"""Addresses of bringing question sheets in."""

from django.urls import path

from zhucun.training.question_files import views

urlpatterns = [
    path("training/questions/files/", views.files, name="question_files"),
    path("training/questions/files/<int:pk>/", views.one, name="question_files.one"),
    path("training/questions/files/<int:pk>/carry-in/", views.carry_in, name="question_files.carry_in"),
    path("training/questions/files/<int:pk>/drop/", views.drop, name="question_files.drop"),
    path("training/questions/files/<int:pk>/<int:at>/", views.line, name="question_files.line"),
    path("training/questions/files/<int:pk>/<int:at>/answer/", views.answer, name="question_files.answer"),
    path("training/questions/files/<int:pk>/<int:at>/leave/", views.leave, name="question_files.leave"),
]
