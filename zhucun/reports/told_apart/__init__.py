"""Figures told apart by whose they are: of each township, village, team, unit. One way for pages, reports and forms."""
