"""`python manage.py rebuild_search [CODE]`: writes anew by which words everything is found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhucun.desk.search.index import rebuild


class Command(BaseCommand):
    help = "重建搜索条目。平时不用：每次登记、更正都会跟着改。直接改过数据库以后才需要。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", default="", help="县代码；不写就是所有县")

    def handle(self, *args: Any, code: str, **options: Any) -> None:
        self.stdout.write(f"现在有 {rebuild(code)} 条搜索条目。")
