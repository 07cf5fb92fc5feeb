"""`zhucun serve`: brings the tables up to the program, then serves on the database that was asked for."""

from zhucun.config.commands.asked import NO_COUNTY, Asked, Outcome
from zhucun.config.commands.bringing_up import bring_up
from zhucun.config.commands.serving import Server
from zhucun.org.places.models import CountyOffice


def run(asked: Asked) -> None:
    server = Server.of(asked)
    server.must_be_free()
    bring_up()
    counties = CountyOffice.objects.count()
    lines = [f"打开 {server.address}  ——按 Ctrl-C 停下。"] if counties else [NO_COUNTY, f"服务开在 {server.address}"]
    server.run(Outcome({"url": server.address, "counties": counties}, lines), as_json=asked.json)
