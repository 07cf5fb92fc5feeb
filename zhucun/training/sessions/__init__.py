"""培训班: sessions online and offline, who came, who still lacks what by which day (R-TRN-01 to 04, 08 to 10)."""
