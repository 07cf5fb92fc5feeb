"""参训的其他人: village cadres and others who learn with the teams and have no account (R-TRN-05)."""
