"""Selection rounds: from what villages ask for to arrival, step by step with deadlines (R-SEL-13/14/22/23)."""
