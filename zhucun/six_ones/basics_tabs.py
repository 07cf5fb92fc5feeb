"""班子、网络、新风 (S5): the tabs that its topics add, under one entry of the menu."""

from zhucun.web import menu
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs()
menu.add(
    "six_ones",
    menu.Item("班子、网络、新风", "six_ones:committees", order=50, tabs=TABS, leads_to=("six_ones:households",)),
)

__all__ = ["TABS", "Tab"]
