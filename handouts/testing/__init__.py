"""Public test kit: builders with sensible defaults, and engines that misbehave."""
