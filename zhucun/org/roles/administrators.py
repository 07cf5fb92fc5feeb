"""The three administrators: accounts, appointments, the log; none of them sees what the county works on."""

from zhucun.org.roles.role import Reach, Role, may

SYSTEM_ADMIN = Role(
    "system_admin",
    "系统管理员",
    "管账号，不看业务。",
    Reach.TERRITORY,
    may(account="keep", office="see"),
    "county",
)

SECURITY_ADMIN = Role(
    "security_admin",
    "安全管理员",
    "管授权，不看业务。",
    Reach.TERRITORY,
    may(appointment="keep", office="see"),
    "county",
)

AUDIT_ADMIN = Role(
    "audit_admin",
    "审计管理员",
    "看日志，不看业务。",
    Reach.TERRITORY,
    may(log="read", office="see"),
    "county",
)
