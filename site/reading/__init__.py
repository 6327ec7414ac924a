"""The pages that a reader gets beside Datasette's own; the plugin reader.py hangs them in."""
