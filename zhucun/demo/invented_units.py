"""Units of the invented county: its own, a few of the prefecture and the province, each with head and deputy."""

from zhucun.demo.invented import Dice, Unit
from zhucun.demo.invented_facts import with_staff
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_places import COUNTY

# kind → names; 县 stands before each that does not say it
OF_THE_COUNTY = {
    "party_government": """
        委办公室 政府办公室 人大常委会办公室 政协办公室 纪委监委机关 委组织部 委宣传部 委统战部 委编办 委党校
        委巡察办 直机关工委 委老干部局 委史志研究室 档案馆 信访局 机关事务中心 总工会 团县委 妇联 工商联 科协
        文联 残联 红十字会 委网信办 民族宗教局 民政局 人力资源和社会保障局 退役军人事务局 审计局 统计局
        行政审批服务局 政务服务中心 应急管理局 医疗保障局 社会保险服务中心 就业服务中心 城市管理局 接待服务中心
    """,
    "economic": """
        发展和改革局 财政局 科技和工业信息化局 商务局 市场监督管理局 税务局 国有资产服务中心 自然资源局
        住房和城乡建设局 交通运输局 生态环境分局 公路建设养护中心 城建档案馆 房产服务中心 招商服务中心
        产业开发区管委会 财政投资评审中心 农村经营服务站 住房公积金管理部 电子商务服务中心 价格认证中心
        道路运输服务中心 测绘队
    """,
    "political_legal": """
        委政法委 人民法院 人民检察院 公安局 司法局 交警大队 消防救援大队 法律援助中心
    """,
    "agricultural": """
        农业农村局 乡村振兴局 林业局 水利局 农机事务中心 畜牧水产事务中心 农业技术推广中心 水利电力站
        水库移民服务中心 林业服务站 气象局 供销合作联社 粮食和物资储备中心 种子服务站 植保植检站 土壤肥料站
        经济作物站 农业综合执法大队 防汛抗旱服务中心 国有林场
    """,
    "culture_tourism": """
        文化旅游广电体育局 融媒体中心 文化馆 图书馆 博物馆 科技馆 旅游服务中心 文物管理所
    """,
    "education_health": """
        教育局 卫生健康局 第一中学 职业中专学校 教师进修学校 特殊教育学校 人民医院 中医医院 妇幼保健院
        疾病预防控制中心
    """,
    "enterprise": """
        供电公司 自来水公司 城市建设投资公司 农村商业银行 邮政分公司 电信分公司 移动分公司 烟草专卖局 盐业公司
        公共交通公司
    """,
}
FROM_ABOVE = (
    ("市农业农村局", "9901", "agricultural"),
    ("市财政局", "9901", "economic"),
    ("市中级人民法院", "9901", "political_legal"),
    ("市林业局", "9901", "agricultural"),
    ("市群众艺术馆", "9901", "culture_tourism"),
    ("市中心医院", "9901", "education_health"),
    ("市供销合作联社", "9901", "agricultural"),
    ("市城市建设投资集团", "9901", "enterprise"),
    ("省农业科学院", "99", "agricultural"),
    ("省水利勘测设计院", "99", "economic"),
    ("省交通职业学院", "99", "education_health"),
)


def invent_units(dice: Dice, registry: Registry) -> tuple[Unit, ...]:
    own = [
        (name if "县" in name else f"县{name}", COUNTY, kind)
        for kind, names in OF_THE_COUNTY.items()
        for name in names.split()
    ]
    invented = [
        Unit(name, place_code, kind, _leader(dice, registry), _leader(dice, registry))
        for name, place_code, kind in (*FROM_ABOVE, *own)
    ]
    return with_staff(invented)


def _leader(dice: Dice, registry: Registry) -> str:
    return registry.name("male" if dice.chance(78) else "female", dice.between(1966, 1982))
