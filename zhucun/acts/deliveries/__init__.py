"""Deliveries: what follows an act outside its transaction, carried out by the clock with retries."""
