"""A selection round at the desk: its pages, the file of nominations, what waits in it (screens P7, P8, P9)."""
