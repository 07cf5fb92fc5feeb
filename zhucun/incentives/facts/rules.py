"""Permission of 事实单, and what no ledger here can say."""

from zhucun.acts.permissions import permission

PRINT = permission("facts.print", "看、打印事实单")

# What a decision also asks for and this system neither knows nor keeps (R-USE-02, R-USE-07).
ASKED_OUTSIDE = (
    "实绩是不是突出、群众认不认可：看台账里的记录，再听村里、乡镇和派出单位的",
    "干部人事档案、个人有关事项",
    "纪检、信访等有关方面的意见",
    "身体、家庭情况和本人意愿",
    "职数、岗位和任职资格",
)
