"""M8 现场督查 on the phone (R-INS-03)."""
