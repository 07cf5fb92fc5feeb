"""一周一督查 一月一调度 一季一考核 年终算总账 — all timed jobs on one screen, the most frequent first."""

from zhucun.acts.clock.timed import at, every
from zhucun.acts.housekeeping import clear_served, seal_lines
from zhucun.dispatch.handover.jobs import end_accounts_of_leavers
from zhucun.dispatch.imports.jobs import forget_drafts
from zhucun.org.accounts.jobs import clear_access_log, clear_entrance
from zhucun.oversight.attendance.jobs import open_months
from zhucun.oversight.leave.jobs import ask_about_the_overdue, pass_up_what_waits_for_nobody
from zhucun.oversight.rectification.following import propose_over_overdue
from zhucun.oversight.rhythm.jobs import make_due
from zhucun.policy.documents.jobs import ask_newcomers_to_read
from zhucun.training.knowledge_tests.jobs import hand_in_what_is_over

ALWAYS = [
    every(5, hand_in_what_is_over, "测验到点没交的卷子收上来，没人再能答的测验了结"),
    every(10, seal_lines, "给新的日志行加封签"),
]
DAILY = [
    at("00:10", make_due, "到期的督查、调度、考核、总账，列进工作节奏", per_county=True),
    at("00:30", end_accounts_of_leavers, "派驻结束、交接完了的人，停用账号", per_county=True),
    at("00:40", open_months, "每月最后一个工作日开本月的考勤表，漏开的补开", per_county=True),
    at("00:45", ask_newcomers_to_read, "请新来的单位和队员签收要签收的制度文件", per_county=True),
    at("00:50", pass_up_what_waits_for_nobody, "轮到批假的岗位空着的，转给上一级", per_county=True),
    at("00:55", ask_about_the_overdue, "假到期没有销的，请乡镇认定这几天", per_county=True),
    at("00:58", propose_over_overdue, "整改逾期超过天数的，按后果表提出来等领导定", per_county=True),
    at("02:10", clear_entrance, "清掉过期的登录和输错次数"),
    at("02:20", clear_access_log, "清掉过了保存期的访问日志"),
    at("02:25", forget_drafts, "清掉三十天前传上来、没有导入的表"),
    at("02:30", clear_served, "清掉九十天前办完的事和已送动作"),
]

SCHEDULE = [*ALWAYS, *DAILY]
