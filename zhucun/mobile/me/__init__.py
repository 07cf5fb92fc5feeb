"""M9 我的: how one stands, the size of type, one's file, account and suggestions."""
