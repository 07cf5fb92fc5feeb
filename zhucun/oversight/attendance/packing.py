"""Letters in a row as letter and count: ··村村村村 is ·2村4. Of a month a third is left."""

import re
from itertools import groupby

RUN = re.compile(r"(\D)(\d*)")


def packed(marks: str) -> str:
    """No mark is a digit."""
    runs = ((mark, len(list(run))) for mark, run in groupby(marks))
    return "".join(mark if count == 1 else f"{mark}{count}" for mark, count in runs)


def unpacked(text: str) -> str:
    return "".join(mark * int(count or 1) for mark, count in RUN.findall(text))
