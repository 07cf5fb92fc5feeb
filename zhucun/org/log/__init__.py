"""日志: who did what, who looked at personal data, and whether the chain holds (R-SEC-07).

Read by the county's audit administrator and nobody else. Business offices read the history of each row within their
reach, where it belongs; a page on which a superior could see who enters how much would be a hidden measure of activity,
which R-BUR-01 forbids; and whoever does business does not also watch over it (R-SEC-05).
"""
