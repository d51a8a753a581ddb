"""The SSH side of the server: connections, sessions, keys and the health check."""
