"""问责: by kind and object, in 人次, each tied to its circular or document; for few eyes (R-TLK-08, R-TLK-09)."""
