"""Y1 四个一批: what has been announced, counted by kind, and the registering of it."""
