"""The values of 督查怎么走: when a group sets out, how long it stays, how fast it goes. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value


@dataclass(frozen=True)
class Routes:
    TITLE = "督查怎么走"
    leaves_at: int = value("几点出发", 8, rule="R-INS-01", unit="点")
    back_by: int = value("几点前回来", 18, rule="R-INS-01", unit="点")
    minutes_on_site: int = value("一个村看多久", 60, rule="R-INS-03", unit="分钟")
    km_an_hour: int = value("路上一小时走", 35, rule="R-INS-01", unit="公里")
    road_percent: int = value("没有里程的，路程按直线的", 140, rule="R-INS-01", unit="%")
    township_minutes: int = value("一个乡镇里两个村，都没登记位置的，路上按", 20, rule="R-INS-01", unit="分钟")
    unknown_minutes: int = value("连乡镇位置也没有的，路上按", 45, rule="R-INS-01", unit="分钟")
