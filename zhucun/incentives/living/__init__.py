"""生活条件: bed, meals, water, power, net of each team, as somebody there saw them (R-CARE-09)."""
