"""The words the figure checker reads by: measure words, set phrases, names for one thing. Lists, to be added to."""

MEASURE_WORDS = (
    "人次 场次 支次 户次 人月 人 名 位 户 支 个 条 件 起 项 期 次 场 张 份 篇 部 本 批 家 所 处 座 间 栋 台 套 头 只 "
    "羽 株 棵 亩 公里 里 米 平方米 立方米 公斤 斤 吨 千瓦 盏 元 块 天 小时 分 对 组 届 轮 类 种 村 镇 乡 省 市 县"
).split()
SAME_UNIT = {"名": "人", "位": "人", "块": "元", "场次": "场", "个百分点": "百分点"}

SET_PHRASES = (
    "三位一体 四不两直 两不愁三保障 三保障 一村一品 一约四会 五级书记 三农 四个一批 六个一 双约谈 一对一 一老一新 "
    "一深一浅 一肩挑 两委 三会一课 四议两公开 五天四夜 百千万 一周一督查 一月一调度 一季一考核 千方百计 一心一意 "
    "四措并举 八项规定 三资 一站式 十四五 十三五 两个维护 四个意识 四个自信 三个转变 五个到户 双百 万众一心 万企兴万村"
).split()

# names for the same thing, of which a report speaks now by one, now by another
CONCEPTS = {
    "驻村队员": (
        "驻村工作队队员 驻村工作队成员 驻村工作队员 驻村队员 工作队员 工作队成员 驻村干部 帮扶队员 队员".split()
    ),
    "驻村工作队": "驻村帮扶工作队 驻村工作队 帮扶工作队 工作队".split(),
    "第一书记": "驻村第一书记 第一书记".split(),
    "村“两委”干部": "村“两委”干部 村两委干部 村“两委”成员 村两委成员 “两委”干部 两委干部".split(),
    "监测对象": "防返贫监测户 监测对象 监测户".split(),
}

# kinds that leave nothing else: whoever counts all of a line has counted everything
COMPLEMENTS = [line.split() for line in ("男 女", "女 男", "线上 线下", "已 未", "党员 非党员", "城镇 农村")]
