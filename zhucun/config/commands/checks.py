"""What `doctor` looks at: each check says how it is, in a sentence, and what to do about it."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from zhucun.acts import seal
from zhucun.acts.clock.models import Lease, TimedRun
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import State as JobState
from zhucun.acts.trail import Delivery
from zhucun.config.commands.ready import missing_file, pending_migrations
from zhucun.lib.workdays import knows_year
from zhucun.org.accounts.models import Appointment
from zhucun.org.accounts.rules import ADMINISTRATORS
from zhucun.org.people.models import Person
from zhucun.org.people.sealed_text import Unopenable
from zhucun.org.places.models import CountyOffice
from zhucun.policy.burden import reading  # noqa: F401  what a county words is registered by being imported
from zhucun.policy.burden.wordings import read_county, read_product
from zhucun.policy.holidays.models import HolidayDay

GIGABYTE = 1024**3
ENOUGH, SCARCE = 5 * GIGABYTE, GIGABYTE
ANNOUNCED_IN = 11  # the month in which next year's holidays come out
OLD = timedelta(hours=1)
LOCAL = {"127.0.0.1", "localhost", "[::1]"}
OLDEST_POSTGRESQL = 15

# What is asked of the database, and the answers with which it loses nothing; in memory stands the tests' own.
DURABLE: dict[str, dict[str, set[str]]] = {
    "sqlite": {"PRAGMA journal_mode": {"wal", "memory"}, "PRAGMA synchronous": {"2", "3"}},
    "postgresql": {"SHOW fsync": {"on"}, "SHOW synchronous_commit": {"on", "local", "remote_write", "remote_apply"}},
}


class State(Enum):
    GOOD = "好"
    MIND = "注意"
    BAD = "不行"


@dataclass(frozen=True)
class Check:
    name: str
    state: State
    said: str
    todo: str = ""


def good(name: str, said: str) -> Check:
    return Check(name, State.GOOD, said)


def mind(name: str, said: str, todo: str) -> Check:
    return Check(name, State.MIND, said, todo)


def bad(name: str, said: str, todo: str) -> Check:
    return Check(name, State.BAD, said, todo)


def every_check() -> Iterable[Check]:
    """What hangs on another check is left out where that one fails."""
    yield from (room(), deployment(), secrets())
    reached = database()
    yield reached
    if reached.state is State.BAD:
        return
    up_to_date = tables()
    yield up_to_date
    yield durability()
    if up_to_date.state is not State.BAD:
        yield from (check() for check in ON_ROWS)


def room() -> Check:
    free = shutil.disk_usage(_standing(Path(settings.DATA_DIR))).free
    said = f"{settings.DATA_DIR} 还有 {free / GIGABYTE:.1f} GB。"
    if free < SCARCE:
        return bad("磁盘", said, "马上清理或扩容；写满了，谁都存不进。")
    return good("磁盘", said) if free >= ENOUGH else mind("磁盘", said, "该清理或扩容了。")


def _standing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def deployment() -> Check:
    if settings.DEBUG:
        return bad("设置", "ZHUCUN_DEBUG=1：出错时谁都看得到内部情况。", "去掉 ZHUCUN_DEBUG 再启动。")
    others = set(settings.ALLOWED_HOSTS) - LOCAL
    if others and not settings.HTTPS:
        return mind("设置", f"对外用 {'、'.join(sorted(others))}，没有开 HTTPS。", "配好证书，设 ZHUCUN_HTTPS=1。")
    return good("设置", f"对外用 {'、'.join(sorted(others))}，走 HTTPS。" if others else "只在本机用。")


def secrets() -> Check:
    """The files are there, since settings make them; whether others can read them is the question."""
    open_to_others = [file.name for file in _secret_files() if file.exists() and file.stat().st_mode & 0o077]
    if open_to_others:
        return bad("密钥", f"{'、'.join(open_to_others)} 别的用户也能读。", f"chmod 600 {settings.DATA_DIR}/*.key*")
    kept = [file.name for file in _secret_files() if file.exists()]
    return good("密钥", f"在 {'、'.join(kept)}，只有本用户能读。" if kept else "由环境变量给出。")


def _secret_files() -> list[Path]:
    return [Path(settings.DATA_DIR) / name for name in ("secret.key", "field.keys")]


def database() -> Check:
    if missing := missing_file():
        return bad("数据库", f"没有 {missing}。", "先建：zhucun init")
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return bad("数据库", f"连不上：{str(error).strip().splitlines()[0]}", "看地址对不对、数据库开了没有。")
    if connection.vendor == "sqlite":
        return good("数据库", f"SQLite，{connection.settings_dict['NAME']}")
    version = connection.pg_version // 10_000
    said = f"PostgreSQL {version}，{connection.settings_dict['HOST'] or '本机'}/{connection.settings_dict['NAME']}"
    return good("数据库", said) if version >= OLDEST_POSTGRESQL else bad("数据库", said, "升到 15 以上。")


def tables() -> Check:
    pending = pending_migrations()
    if pending:
        return bad("表", f"比程序旧，差 {len(pending)} 步。", "停下服务，备份，再运行：zhucun init")
    return good("表", "和程序一致。")


def durability() -> Check:
    """What was acknowledged is on the disk, also when the power goes."""
    found = [_told(question) for question in DURABLE[connection.vendor]]
    if all(answer in safe for answer, safe in zip(found, DURABLE[connection.vendor].values(), strict=True)):
        return good("断电", "存进去的，断电也不丢。")
    return bad("断电", f"断电会丢数据（{'，'.join(found)}）。", "请管数据库的人改回默认的安全设置。")


def _told(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def keys_fit() -> Check:
    """R-DAT-04."""
    try:
        Person.objects.exclude(phone_hash="").first()
    except Unopenable:
        return bad("电话和证件号", "用现在的密钥打不开。", "把原来的 field.keys 或 ZHUCUN_FIELD_KEYS 找回来。")
    return good("电话和证件号", "用现在的密钥打得开。")


def counties() -> Check:
    names = list(CountyOffice.objects.order_by("county__code").values_list("county__name", flat=True))
    if not names:
        return mind("县", "还没有开通县。", "zhucun init --county 代码 --name 县名")
    return good("县", f"开通了 {len(names)} 个：{'、'.join(names[:5])}{'……' if len(names) > 5 else ''}")


def administrators() -> Check:
    """R-SEC-05."""
    today = timezone.localdate()
    running = Appointment.objects.from_now_on(min([today, *_clocks()])).filter(role__in=ADMINISTRATORS)
    held = set(running.filter(account__is_active=True).values_list("place_code", "role"))
    vacant = [
        f"{name}缺{ADMINISTRATORS[role]}"
        for code, name in CountyOffice.objects.values_list("county__code", "county__name")
        for role in ADMINISTRATORS
        if (code, role) not in held
    ]
    if vacant:
        return mind("三员", f"{'；'.join(vacant[:5])}。", "由县领导或驻村办主任任命。")
    return good("三员", "都有人。")


def _clocks() -> list[date]:
    standing = CountyOffice.objects.filter(clock_stands_at__isnull=False)
    return [timezone.localdate(moment) for moment in standing.values_list("clock_stands_at", flat=True)]


def demo_data() -> Check:
    demo = list(CountyOffice.objects.filter(is_demo=True).values_list("county__name", flat=True))
    if not demo:
        return good("演示数据", "没有。")
    if Path(connection.settings_dict["NAME"]).name.startswith("demo-"):
        return good("演示数据", "这是演示县自己的库。")
    return mind("演示数据", f"{'、'.join(demo)}是演示数据，密码人人知道。", "真用的库里不要有它。")


def clock() -> Check:
    now = timezone.now()
    if Lease.objects.filter(name="clock", until__gt=now).exists():
        return good("时钟", "在走。")
    last = TimedRun.objects.order_by("-due_at").values_list("due_at", flat=True).first()
    said = f"没有走，最后一次是 {timezone.localtime(last):%Y-%m-%d %H:%M}。" if last else "还没有走过。"
    return mind("时钟", said, "打开服务，时钟就走：zhucun serve")


def deliveries() -> Check:
    given_up = Delivery.objects.filter(dead_at__isnull=False, done_at__isnull=True).count()
    if given_up:
        return mind("通知", f"{given_up} 条试了几次没送出。", "驻村办首页“等我办的”里逐条处理。")
    return good("通知", "没有送不出的。")


def jobs() -> Check:
    failed = Job.objects.filter(state=JobState.FAILED, seen_at__isnull=True).count()
    stuck = Job.objects.filter(state=JobState.QUEUED, not_before__lt=timezone.now() - OLD).count()
    if stuck:
        return mind("长工作", f"{stuck} 件排了一小时以上。", "看时钟在不在走；在走的，看日志里有没有错。")
    if failed:
        return mind("长工作", f"{failed} 件没办成。", "要的人在“等我办的”里看原因，再办一次。")
    return good("长工作", "没有卡住的。")


def holidays() -> Check:
    """R-ATT: a year nobody knows counts Monday to Friday as working days, and says so."""
    today = timezone.localdate()
    own = set(HolidayDay.objects.values_list("day__year", flat=True).distinct())
    unknown = [year for year in (today.year, today.year + 1) if not (knows_year(year) or year in own)]
    if not unknown:
        return good("节假日", f"{today.year} 年和 {today.year + 1} 年都有。")
    if unknown == [today.year + 1] and today.month < ANNOUNCED_IN:
        return good("节假日", f"{today.year} 年有；{today.year + 1} 年的要到十一月才公布。")
    said = f"没有 {'、'.join(map(str, unknown))} 年的，先按周一到周五算工作日。"
    return mind("节假日", said, "国务院公布以后，装带这一年节假日的新版本，或在“设置 › 节假日”里录入通知。")


def audit_log() -> Check:
    """R-SEC-07. Looks without sealing: `verify-audit` seals."""
    verdict = seal.verify()
    if not verdict.holds:
        return bad("操作日志", f"对不上：{verdict.problems[0]}", "停下服务，留好数据目录，运行 zhucun verify-audit")
    if seal.unsealed_lines().filter(recorded_at__lt=timezone.now() - OLD).exists():
        return mind("操作日志", f"完好；{verdict.unsealed} 行还没封。", "时钟会封；没开服务的：zhucun verify-audit")
    return good("操作日志", f"完好，{verdict.lines} 行封好，{verdict.unsealed} 行等着封。")


def burden() -> Check:
    """R-BUR-01 to 05: what the house and its counties say is read."""
    found = [*read_product(), *(one for code, day in _counties_today() for one in read_county(code, day))]
    if not found:
        return good("减负", "表单、数字、提示里没有不许要的。")
    said = "；".join(f"{one.source}“{one.where}”" for one in found[:3])
    return mind("减负", f"{len(found)} 处要了不许要的：{said}。", "设置里的“填报负担”说了怎么改。")


def _counties_today() -> Iterable[tuple[str, date]]:
    today = timezone.localdate()
    for code, stands_at in CountyOffice.objects.values_list("county__code", "clock_stands_at"):
        yield code, timezone.localdate(stands_at) if stands_at else today


ON_ROWS: tuple[Callable[[], Check], ...] = (
    keys_fit,
    audit_log,
    clock,
    deliveries,
    jobs,
    holidays,
    counties,
    administrators,
    burden,
    demo_data,
)
