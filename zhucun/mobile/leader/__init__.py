"""M11 一页: what needs a county leader's word, and how the county stands, on a phone."""
