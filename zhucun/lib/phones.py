def normal_phone(t):
    return t
