"""The roster: teams, the places they serve, who backs them, who is posted where, since when (R-SEL, R-ORG-10/12)."""
