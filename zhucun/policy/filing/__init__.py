"""上线备案: what a county settles with its own offices before phones are used, ticked one by one (R-BUR-03)."""
