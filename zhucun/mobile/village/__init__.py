"""M12 村书记核对: after the members' 属实, names and days; what is wrong is tapped, 都对 is one press (R-ATT-04)."""
