"""`zhucun serve`: brings the tables up to the program, then serves on the database that was asked for."""

from django.core.management import call_command

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.ready import pending_migrations
from zhucun.config.commands.serving import Server


def run(asked: Asked) -> None:
    server = Server.of(asked)
    server.must_be_free()
    if pending_migrations():
        call_command("migrate", verbosity=0)
    server.run(Outcome({"url": server.address}, [f"打开 {server.address}  ——按 Ctrl-C 停下。"]), as_json=asked.json)
