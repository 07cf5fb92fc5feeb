"""谁还缺培训: who of the roster lacks pre-post training, the year's course or days, by which day (R-TRN-01 to 03)."""
