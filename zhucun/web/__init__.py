"""What pages share: authority, forms, lists, importing, the look."""
