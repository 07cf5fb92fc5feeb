"""M7 村户名单: who lives in the team's villages, masked, and who is due; readable for a while without signal."""
