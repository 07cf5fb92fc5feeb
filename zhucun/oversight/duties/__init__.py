"""三位一体: what office, township and unit each have to do and are late with, computed from records. R-ORG-01."""
