"""The process and its machine: crash reports and the time zone."""
