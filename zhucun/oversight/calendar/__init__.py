"""在村与请假 at the desk: calendar, month sheets, one person's month, prints, the year (screen G1, R-ATT)."""
