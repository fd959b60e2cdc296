"""Content: YAML files become frozen models; every authoring fault is found at once, with file and line."""
