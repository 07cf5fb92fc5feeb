"""Every page of the county's office and of a township, four users at a time: time, size, and that each one answers."""

from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks import users
from benchmarks.client import Client
from benchmarks.server import Server
from benchmarks.show import Measured
from benchmarks.timing import together
from zhucun.demo.invented_places import COUNTY
from zhucun.demo.log_ins import DONGLING, SHIPING
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.org.people.models import Unit

USERS, EACH = 4, 25
FIRST_PAGE_KB = 60


def addresses() -> dict[str, list[str]]:
    """Role → the pages of issue and ux.md it opens; records are those the demo's story is told of."""
    team = Team.objects.get(place_code=SHIPING)
    posting = Posting.objects.filter(team=team, until__isnull=True).order_by("pk").first()
    unit = Unit.objects.filter(county_code=COUNTY).order_by("pk").first()
    office = [
        *(
            "/",
            "/waiting/",
            "/search/?q=%E7%9F%B3",
            "/search/?q=213",
            "/feedback/given/",
            "/coverage/",
            "/teams/",
            f"/teams/{team.pk}/",
        ),
        *(
            "/members/",
            f"/members/{posting.cadre_id}/",
            "/villages/",
            f"/villages/{SHIPING}/",
            f"/townships/{DONGLING}/",
        ),
        *("/units/", f"/units/{unit.pk}/", "/imports/", "/opening/", "/transfers/", "/figures/"),
        *(
            "/rounds/",
            f"/rounds/{SelectionRound.objects.earliest('pk').pk}/",
            "/formation/",
            "/changes/",
            "/handovers/",
        ),
        *(
            "/doubts/",
            "/figures/dispatch.members/",
            "/figures/dispatch.members_under_40/",
            "/policy/",
            "/accounts/",
            "/offices/",
        ),
        *("/trends/", "/six-ones/", "/six-ones/words/", "/wall/", "/leader/"),
    ]
    return {
        "county_officer": office,
        "township_secretary": ["/", "/waiting/", "/teams/", "/members/", "/figures/", "/six-ones/"],
        "unit_liaison": ["/"],
        "audit_admin": ["/", "/log/"],
    }


def measure(server: Server, counties: int, only: Sequence[str] = ()) -> Iterator[Measured]:
    """A line a page; p95 ≤ 100 ms at one county, ≤ 150 ms at a hundred."""
    bound = 100 if counties == 1 else 150
    for role, pages in addresses().items():
        wanted = [page for page in pages if not only or page in only]
        clients = [users.enter(users.of_role(role), server) for _ in range(USERS)] if wanted else []
        for page in wanted:
            ask = partial(_asked, page)
            together(clients, 3, ask)  # so that every process has seen it
            alone, took = together(clients[:1], EACH, ask), together(clients, EACH, ask)
            note = f"p50 {took.p50_ms}; one user alone {alone.p50_ms}"
            yield Measured(f"pages, {counties}", f"{role} {page}", took.p95_ms, "ms p95", bound, note=note)


def _asked(page: str, client: Client, _: int) -> float:
    answer = client.get(page)
    if answer.status != 200:
        raise RuntimeError(f"{page} answered {answer.status}")
    return answer.seconds


def first_load_kb(server: Server) -> Measured:
    """The home page with its style sheets and scripts as they come over the wire, without pictures."""
    client = users.enter(users.of_role("county_officer"), server)
    page = client.get("/")
    parts = {part for part in _parts(page.text) if part.endswith((".css", ".js"))}
    size = page.sent + sum(client.get(part).sent for part in parts)
    return Measured("size", "first page with styles and scripts", round(size / 1024, 1), "KB", FIRST_PAGE_KB)


def _parts(text: str) -> Iterator[str]:
    for mark in ('href="', 'src="'):
        for piece in text.split(mark)[1:]:
            address = piece.partition('"')[0]
            if address.startswith("/static/"):
                yield address
