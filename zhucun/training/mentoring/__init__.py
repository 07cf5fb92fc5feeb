"""以老带新: who learns from whom, for a year; suggested with reasons, paired by office or township (R-TRN-07)."""
