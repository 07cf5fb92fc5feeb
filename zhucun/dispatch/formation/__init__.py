"""组队: who serves where, proposed by the solver with reasons and decided by people (screen P6). Rules R-SEL-06…13."""
