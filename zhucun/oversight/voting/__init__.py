"""The pages of 民主测评: papers counted, slips printed, and the villagers' own page (M13)."""
