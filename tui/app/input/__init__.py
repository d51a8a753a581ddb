"""Keys, pastes and clicks on their way to the screens."""
