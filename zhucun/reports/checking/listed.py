"""How many are named: 3个乡镇（石桥镇、柳溪镇、东岭乡）. Only where nothing but short names is listed. Pure."""

import re
from collections.abc import Iterator

from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, said
from zhucun.reports.checking.written import Hedge

RULE = "listed"
MOST = 20
LISTED = re.compile(
    r"^(?:[一-鿿“”]{1,10})?(?:[（(]|[：:]|[，,]?(?:分别是|分别为|包括|即)[：:]?)(?P<names>[^。；;\n（(）)：:]+)(?P<end>[。；;\n）)]|$)"
)
NAME = re.compile(r"^[“《]?[一-鿿]{2,10}[”》]?$")
LAST_OF_MORE = re.compile(r"等(?:地|方面)?$")
JOINED = re.compile(r"以及|和|及|与")
FEWEST = 2


def check(reading: Reading) -> Iterator[Finding]:
    for claim in reading.claims:
        number = claim.number
        if number.hedge is not Hedge.NONE or number.is_rounded or not FEWEST <= number.value <= MOST:
            continue
        if found := LISTED.match(reading.text[number.end :]):
            yield from _counted(claim, found["names"].strip())


def _counted(claim: Claim, names: str) -> Iterator[Finding]:
    """和 may stand between two names or within one, so that there are from so many to so many of them."""
    has_more = LAST_OF_MORE.search(names) is not None
    parts = LAST_OF_MORE.sub("", names).split("、")
    if len(parts) < FEWEST or not all(NAME.match(one) for part in parts for one in JOINED.split(part) if one):
        return
    fewest, most = len(parts), sum(len(JOINED.split(part)) for part in parts)
    wanted = int(claim.number.value)
    if wanted < fewest or (wanted > most and not has_more):
        counted = str(fewest) if fewest == most else f"{fewest} 到 {most}"
        yield Finding(
            Verdict.CONTRADICTED, RULE, (claim,), f"写的是{said((claim,))}，后面列了 {counted} 个。", names[:60]
        )
    elif not has_more and fewest == most:
        yield Finding(Verdict.AGREED, RULE, (claim,), f"{said((claim,))}和后面列的一样多。", f"列了 {fewest} 个")
