"""The clock: one loop, whoever holds its lease, for deliveries, seals and timed jobs; and the workers of the queues."""
