"""Facts as a report would put them: each way of saying it in one place."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st


def share(part: Decimal, whole: Decimal, decimals: int) -> str:
    exact = part * 100 / whole
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}%"


def of_whole(whole: str, part: str, percent: str) -> list[str]:
    """A part and its share of a whole, each said with its number and unit."""
    return [
        f"全县共有村干部{whole}，其中大专以上学历{part}，占{percent}。",
        f"大专以上学历{part}，占{whole}的{percent}。",
        f"对{whole}进行了测评，合格{part}，合格率{percent}。",
        f"参训{whole}，合格{part}（占{percent}）。",
        f"全县现有干部{whole}。在岗的{part}，占总数的{percent}，比上年有所提高。",
    ]


def added_up(whole: str, parts: list[str]) -> list[str]:
    first, *rest = parts
    listed = "、".join([f"省级{first}", *(f"其他{part}" for part in rest)])
    said = [f"{listed}，合计{whole}。", f"各级投入情况：{listed}，共计{whole}。"]
    if len(parts) == 2:
        said += [f"报名{whole}，其中男{parts[0]}，女{parts[1]}。", f"全县{whole}，已退出{parts[0]}，未退出{parts[1]}。"]
    return said


def grown(before: str, more: str, now: str, percent: str) -> list[str]:
    return [
        f"产业由{before}增加到{now}，增长{percent}。",
        f"从去年的{before}增长到今年的{now}，增幅为{percent}。",
        f"产业达到{now}，比上年增加{more}，增长{percent}。",
    ]


counts = st.integers(2, 60_000)
units = st.sampled_from(["人", "名", "户", "个", "项", "件"])
decimals = st.integers(0, 2)


def of_day(place: str, label: str, number: str) -> list[str]:
    """A number under the name the catalogue has for it, of 11 July 2022."""
    return [
        f"{place}现有{label}{number}。",
        f"截至2022年7月11日，{place}{label}{number}，比上月有所变化。",
        f"{place}{label}共{number}。",
    ]


def of_period(place: str, label: str, number: str) -> list[str]:
    """The same of the first half of 2022."""
    return [
        f"2022年1月至6月，{place}{label}{number}。",
        f"2022年上半年，{place}{label}共{number}，工作稳步推进。",
        f"2022年1-6月{place}{label}达{number}。",
    ]
