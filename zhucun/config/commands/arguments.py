"""All commands with what each may be told, on one screen. Django is not needed to read them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from zhucun.config.commands.parser import Parser, code, day

ABOUT = """驻村：一个县驻村帮扶工作的一本账。

退出码：0 办成了；1 答案是“不行”（没通过、有行不收）；2 用错了。
加 --json，标准输出上只有一份 JSON，别的话都在标准错误上。"""


KINDS = {
    "roster": "花名册：谁派到哪个村，从哪天起",
    "pairing": "单位结对村：后盾单位、核定人数",
    "places": "区划代码表：乡镇、村、社区",
    "cadres": "干部名册：只进干部库，不派驻",
    "facts": "村情表：村、结对单位、联系人",
    "helpers": "结对帮扶责任人名单",
    "nominations": "推荐人选表：选派轮次里单位推荐的人",
    "attendance-month": "建账前的驻村天数",
    "month-sheet": "考勤表：一支队一个月的在村情况",
    "leave-taken": "建账前的请假天数",
    "training-sign-in": "培训签到表：哪期培训班、谁来了",
    "earlier-grades": "建账前的考核等次",
    "benefit-payments": "补助发放表：谁、哪个月、多少、凭证号",
    "accident-insurance": "意外伤害险名单",
    "health-checks": "体检名单：只有谁、哪天",
    "team-funds": "工作经费台账：每笔收入、支出和凭证",
    "distances": "里程表：两个地方多远、开车多久",
    "announced-outcomes": "四个一批结果名单：公布了的，一人一个文件一行",
    "committees": "村“两委”干部名册：一人一行，哪个村、什么职务、哪天到任",
    "committee_renewal": "村“两委”换届名册：一个村全新的班子，谁留谁走由它算",
    "matters": "实事台账：哪个村、什么事、哪天办成",
    "projects": "产业项目：哪个村、叫什么、哪天开工、哪天完成",
    "households": "农户名单：户主、组、户的类别",
    "links": "党员联户表：谁联哪几户",
    "project-money": "产业项目资金：申请、批复、到账、支出，一笔一张",
    "forum-opinions": "乡贤座谈会意见：一条一行，记在那天那个村的座谈会下面",
    "returned-talents": "引回能人名册：谁回来了、做什么、是不是工作队引回",
    "village-specialities": "一村一品名单：哪个村、什么产品、规模和牌子",
    "collective-incomes": "村集体经济收入台账：一个村一年一行",
    "customs": "一约四会台账：一村一行，村规民约、四个会哪天建的、几个人",
    "monthly_items": "月列会台账：哪个村、哪天开的、议题、定了什么",
    "rota": "值守排班表：哪个村、哪个岗位、谁、从哪天到哪天",
    "monitored": "国家系统导出的监测对象表：户编号、类别、风险、识别和消除的日子",
}


EXPORTED = {
    "roster": "花名册，改好了能再导入；可选次序，写了理由的电话写全",
    "nominations-form": "选派轮次的推荐人选表",
    "all": "全部，按导入的列，一种表一本，写成一个 .zip；要写 --reason",
    "roster-sheet": "驻村工作队花名册，签字用",
    "national-changes": "国家系统变动名单：一个月里谁来了、走了、换了",
    "month-sheet": "考勤表：一个乡镇一张工作表",
    "leave": "请假台账",
    "diary": "民情日记",
    "visits": "走访记录",
    "matters": "急难愁盼登记表",
    "disputes": "矛盾纠纷登记表",
    "rectification": "整改台账",
    "score-sheets": "考核评分表",
    "rating": "民主测评表",
    "funds": "经费台账",
    "monthly-work": "工作记实登记表",
    "handover": "交接清单",
    "training": "培训签到成绩表",
    "links": "党员联系户登记表",
    "projects": "产业项目台账",
    "talks": "约谈登记表",
    "recalls": "召回审批表",
}


@dataclass(frozen=True)
class Command:
    """`module` is where its `run(asked)` is, `needs_tables` whether the database must be up to the program."""

    module: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    needs_tables: bool = True
    always_demo: bool = False
    only_reads_a_file: Callable[[argparse.Namespace], bool] = lambda told: False

    def must_have_tables(self, told: argparse.Namespace) -> bool:
        return self.needs_tables and not self.only_reads_a_file(told)


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="端口（%(default)s）")
    parser.add_argument("--host", default="127.0.0.1", help="在哪个地址上听（%(default)s：只有本机能连）")
    parser.add_argument("--workers", type=int, default=2, help="几个进程答请求（%(default)s）")


def _demo(parser: argparse.ArgumentParser) -> None:
    _serving(parser)
    parser.add_argument("--fresh", action="store_true", help="丢掉上次在演示县里做的，重新建一份")
    parser.add_argument("--only-make", action="store_true", help="建好、列出登录名就停，不开服务")


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="NAME", help="县的名称，开通县时要写")
    parser.add_argument("--office", metavar="NAME", help="驻村办的名称（默认：县名加“驻村办”）")
    parser.add_argument("--province", metavar="NAME", default="", help="省的名称")
    parser.add_argument("--prefecture", metavar="NAME", default="", help="市州的名称")
    parser.add_argument("--leader", default="", metavar="NAME", help="驻村办主任的姓名")
    parser.add_argument("--system-admin", default="", metavar="NAME", help="系统管理员的姓名：开账号")
    parser.add_argument("--security-admin", default="", metavar="NAME", help="安全管理员的姓名：授权")
    parser.add_argument("--audit-admin", default="", metavar="NAME", help="审计管理员的姓名：看日志")
    parser.add_argument("--new-codes", action="store_true", help="第一批账号里没人进过的，重新发码")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="表的种类，见下；不知道的写 auto")
    kinds = parser.add_argument_group("表的种类")
    kinds.description = "\n".join(f"{name:<9}{said}" for name, said in KINDS.items())
    parser.add_argument("file", metavar="FILE", help=".xlsx、.xls、.ods 或 .csv 文件")
    parser.add_argument("--dry-run", action="store_true", help="只说准备怎么办，不写库")
    parser.add_argument("--mapping", metavar="FILE", default="", help="列的对应：JSON，或两列的 .csv：表里的列，是什么")
    parser.add_argument("--answers", metavar="FILE", default="", help="问题的答案，JSON：{编号: 答案}")
    parser.add_argument("--answer", metavar="ID=ANSWER", action="append", default=[], help="答一个问题，可以写几次")
    parser.add_argument("--since", type=day, metavar="DATE", help="没写派驻起的，都从哪一天算")
    parser.add_argument("--basis", metavar="TEXT", default="", help="没写派出文号的，补录理由")
    parser.add_argument("--leave-out", metavar="ROWS", default="", help="这些行不要，如 7,12-15；其余全办或全不办")
    parser.add_argument("--sheet", metavar="NAME", default="", help="只读这张工作表")
    parser.add_argument("--encoding", metavar="NAME", default="", help="文字编码，看不准时写明，如 gb18030")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="哪一本台账，见下")
    kinds = parser.add_argument_group("台账的种类")
    kinds.description = "\n".join(f"{name:<17}{said}" for name, said in EXPORTED.items())
    parser.add_argument("file", metavar="FILE", help="写到哪个 .xlsx 文件，all 写到 .zip")
    parser.add_argument("--as-of", metavar="DATE", type=day, help="哪一天的、到哪一天为止（默认：今天）")
    parser.add_argument("--from", dest="since", metavar="DATE", type=day, help="从哪天起（默认：今年 1 月 1 日）")
    parser.add_argument("--month", metavar="MONTH", default="", help="考勤表、工作记实是哪个月的，如 2022-06")
    parser.add_argument(
        "--order",
        choices=("places", "surname", "full_name"),
        default="places",
        help="次序：places 乡镇和村，surname 姓氏笔画，full_name 姓名笔画（%(default)s）",
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="电话要写全，写明为什么；会记下来")
    parser.add_argument("--round", metavar="TITLE", default="", help="推荐人选表是哪一轮的（只有一轮在收推荐时不用写）")
    parser.add_argument("--filled", action="store_true", help="推荐人选表里填上册上过得了条件的人")


def _asking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=day, metavar="DATE", help="截止哪一天，如 2022-06-30（默认：今天）")
    parser.add_argument("--scope", type=code, metavar="CODE", help="哪个范围：省、市、县、乡镇或村的代码（默认：全县）")
    parser.add_argument("--from", dest="since", type=day, metavar="DATE", help="变动从哪天算（默认：上月 1 日）")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="算到哪天，含这一天（默认：截止日）")
    parser.add_argument(
        "--known-at", type=day, metavar="DATE", help="按哪天当时所知，只算到那天登记的（默认：现在所知）"
    )


def _figures(parser: argparse.ArgumentParser) -> None:
    _asking(parser)
    parser.add_argument("--recount", action="store_true", help="各进程记着的数都丢掉，全部从记录重新数")


def _check_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=".docx 或 .txt；写 - 从标准输入读文字")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="数字按哪一天的台账核对（默认：今天）")
    parser.add_argument("--no-ledger", action="store_true", help="不问台账，只核对文中前后")
    parser.add_argument("--corrected", metavar="FILE", default="", help="把台账的数写进 .docx 的副本，用修订标出来")


def _fill_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="上级发下来的空表，.xlsx 或 .docx")
    parser.add_argument("out", metavar="OUT", help="填好的写到哪个文件，和空表同一种格式；原来的表不动")
    parser.add_argument(
        "--remember",
        metavar="LABEL=FIGURE",
        action="append",
        default=[],
        help="表里的这一栏填这个数（编号见 zhucun figures），全县以后都记住；写 leave 就空着；可以写几次",
    )
    _asking(parser)


def _ask_less(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="要往下发的空表：.xlsx、.xls、.ods 或 .csv")
    levels = ("township", "village", "team", "unit", "member")
    parser.add_argument("--of", dest="level", choices=levels, default="village", help="一行是谁（%(default)s）")
    often = ("weekly", "monthly", "quarterly", "half_yearly", "yearly")
    parser.add_argument("--often", dest="how_often", choices=often, default="monthly", help="多久一次（%(default)s）")
    parser.add_argument("--copy", metavar="OUT", default="", help="只问剩下的那些列的表，写到哪个 .xlsx")


REPORTS = {
    "monthly": "月报：2022-06",
    "quarterly": "季度报告：2022-Q2",
    "half_year": "半年报告：2022-H1",
    "yearly": "年度报告：2022",
    "year_account": "年终总账说明：2022",
    "brief": "简报，一个月的综述：2022-06",
    "news": "新闻通稿，写到哪天：2022-07-11",
    "review": "调度表：2022-06，.docx 或者 .xlsx",
}


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="哪种报告，见下")
    kinds = parser.add_argument_group("报告的种类，--period 的写法")
    kinds.description = "\n".join(f"{name:<14}{said}" for name, said in REPORTS.items())
    parser.add_argument("out", metavar="OUT", help="写到哪个还没有的 .docx 文件")
    when = parser.add_mutually_exclusive_group()
    for name in ("--period", "--month", "--year"):
        when.add_argument(name, dest="period", metavar="PERIOD", default="", help="哪一期（默认：过完的最近一期）")
    parser.add_argument("--problems", action="store_true", help="把工作队提的问题照原话都写进去")


def _form_teams(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--input", metavar="FILE", required=True, help="题目，JSON；写 - 从标准输入读")
    parser.add_argument("--nodes", metavar="N", type=int, default=20_000, help="最多查多少个分支就停（%(default)s）")


def _draw_inspection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--verify", metavar="ROUND", default="", help="复核走完的一轮：轮次号，或者从页面下载的 JSON 文件"
    )
    parser.add_argument("--number", metavar="NUMBER", default="", help="录入公布的数，抽封好的这一轮")


def _assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cycle", metavar="PERIOD", required=True, help="哪一期：2022-Q2、2022")
    parser.add_argument(
        "--of",
        choices=("person", "team", "unit"),
        default="person",
        help="考核谁（%(default)s）",
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """No arguments beyond those of every command."""


COMMANDS = {
    "demo": Command("demo", "打开演示县，每种身份印一个登录名", _demo, always_demo=True),
    "serve": Command("serve", "打开服务", _serving, needs_tables=False),
    "init": Command("init", "建库或升级；加 --county 开通一个县，印出第一批登录名", _init, needs_tables=False),
    "import": Command("importing", "读一份表：先说准备怎么办，再全部写入或全不写", _import),
    "export": Command("export", "导出一份台账，导出会记下来", _export),
    "figures": Command("figures", "印出全部数字，每个都有口径和记录的地址", _figures),
    "check-text": Command(
        "check_text",
        "校对一份材料里的数字：和台账比，文中前后比",
        _check_text,
        only_reads_a_file=lambda told: told.no_ledger,
    ),
    "fill-form": Command("fill_form", "填一张上级的空表：认得的格从台账填，认不得的标黄", _fill_form),
    "ask-less": Command("ask_less", "往下发表以前看：哪些列系统里有，剩下的要多少人填多久", _ask_less),
    "report": Command("report", "出一份报告：月报、季报、半年、年度、简报、通稿、调度表", _report),
    "form-teams": Command("form_teams", "按一份题目组队：谁到哪支队，最好到什么程度", _form_teams, needs_tables=False),
    "draw-inspection": Command(
        "draw_inspection",
        "督查抽签：按公布的数抽，或者复核一轮",
        _draw_inspection,
        only_reads_a_file=lambda told: bool(told.verify) and not told.verify.isdigit(),
    ),
    "assess": Command("assess", "按当时的方案重算一期考核，和核定的对一对", _assess),
    "verify-audit": Command("verify_audit", "核验操作日志有没有被动过", _nothing),
    "doctor": Command("doctor", "查一遍这套系统好不好", _nothing, needs_tables=False),
}


def parser() -> Parser:
    top = Parser(prog="zhucun", description=ABOUT)
    top.add_argument("--version", action="version", version=f"zhucun {version('zhucun')}", help="版本")
    commands = top.add_subparsers(title="命令", dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        below = commands.add_parser(name, help=command.help, description=command.help + "。")
        command.arguments(below)
        _common(below)
    return top


def _common(parser: argparse.ArgumentParser) -> None:
    of_every_command = parser.add_argument_group("每条命令都可以加的")
    of_every_command.add_argument("--json", action="store_true", help="标准输出上只印一份 JSON")
    which = of_every_command.add_mutually_exclusive_group()
    which.add_argument(
        "--database", metavar="URL", help="哪个库：sqlite:///文件 或 postgresql://…（ZHUCUN_DATABASE_URL）"
    )
    which.add_argument("--demo", action="store_true", help="用演示县的库，没有就建一份")
    of_every_command.add_argument("--county", metavar="CODE", help="哪个县，六位代码；库里只有一个县时不用写")
    of_every_command.add_argument("--as", dest="account", metavar="ACCOUNT", help="以谁的名义办（默认：本机操作员）")
