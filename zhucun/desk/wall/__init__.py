"""大屏 (H3): how the county stands, to be read from four metres; no names, nothing that shames anybody."""
