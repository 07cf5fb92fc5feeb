"""经验库, 以案促训: what was done well or went wrong, told so that others can use it; without private matters."""
