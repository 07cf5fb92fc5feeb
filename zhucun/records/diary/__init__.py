"""Views of the records: one's own diary, the team's month report (R-LOG-01, R-DOC-04, R-DOC-11)."""
