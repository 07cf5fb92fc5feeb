def code_range(prefix):
    assert prefix
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)
