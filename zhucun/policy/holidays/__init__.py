"""节假日: the county's own days off and made-up working days, over the library's table (R-LEA-05)."""
