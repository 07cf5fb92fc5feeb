"""请假: asked for with its way shown beforehand, decided tier by tier, returned from (R-LEA)."""
