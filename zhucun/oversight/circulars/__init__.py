"""督查通报 (R-INS-06): what was found where, confirmed by the inspected before it is told to those it names."""
