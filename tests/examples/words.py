"""What is told with acts that several tests make."""

from datetime import date

from tests.cast import SINCE

A_TABLE = {
    "title": "防汛物资表",
    "role": "village_secretary",
    "who_asks": "县应急局",
    "basis": "青应急〔2022〕8号",
    "how_often": "monthly",
    "minutes": 5,
    "what_for": "备足物资",
}
A_SLIP = "aaaabbbbccccdd"  # of a villager, not used yet
A_DOCUMENT = {
    "title": "驻村工作队管理办法",
    "issuer": "青岭县委组织部",
    "number": "青组发〔2021〕5号",
    "issued_on": SINCE,
    "since": SINCE,
    "text": "第一条 每月在村不少于 20 天。",
    "asked_of": "members",
}
A_SESSION = {
    "kind": "rotation_course",
    "mode": "online",
    "title": "防返贫监测业务培训",
    "organiser": "青岭县驻村办",
    "first_day": date(2022, 6, 20),
    "last_day": date(2022, 6, 21),
    "halfdays": 2,
}
A_CASE = {"title": "屋场会上把账讲清楚", "what": "先把收支贴出来，再请两位老人问，问一笔答一笔。"}
A_QUESTION = {
    "kind": "single",
    "stem": "石坪村每月在村不少于（ ）天。",
    "options": ["15", "20", "22"],
    "key": [1],
    "topic": "驻村管理",
}
