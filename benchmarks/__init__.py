"""Speed and size, measured on seeded data at 1 and 100 counties: `make bench`."""
