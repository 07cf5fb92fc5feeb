"""People and units: natural persons, the cadres among them, the units that send and back."""
