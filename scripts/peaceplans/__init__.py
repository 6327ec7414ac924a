"""What the commands in scripts/ import; nothing here is run by itself."""
