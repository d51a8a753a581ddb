"""A moving human figure drawn in terminal cells: pure geometry, no screen."""
