"""用 in a person's lanes: what was announced of them, with its document; nothing else of 用 is kept (R-USE-07)."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.incentives.outcomes.of_person import announced
from zhucun.lib.lanes import Lane, Thing


@lanes_are_told_by
def outcomes(file: MemberFile) -> Iterable[Thing]:
    url = f"{reverse('incentives:outcomes')}?{urlencode({'q': file.cadre.person.name})}"
    for one in file.once(announced):
        short = one.called if one.kind else one.what
        yield Thing(Lane.INCENTIVES, one.on, f"{one.called}：{one.what}。", short, url, document=one.document)
