"""The SSH protocol side: connections, sessions, key files and the health check."""
