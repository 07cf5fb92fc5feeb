"""培训签到表 brought in from files: sessions of before, who came, who comes onto the list by it (R-TRN-08)."""
