"""Word: letters, circulars as GB/T 9704-2012 lays them out, forms to be signed (R-DOC-20…30). Knows no villages."""
