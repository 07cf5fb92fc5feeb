"""Question sheets as files: Word, tables, text, GIFT, Moodle XML and QTI in; GIFT, Moodle XML and tables out."""
