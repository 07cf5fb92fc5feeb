"""搜索: people, teams, places, units and figures by name, pinyin, number or code (screen C2)."""
