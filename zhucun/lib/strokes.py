def stroke_key(t):
    return t
