"""结对帮扶 without a posting: the units that stand by a village and the persons responsible for households."""
