"""Patient handouts: guidance written once, printed in any language for any clinic."""

__version__ = "0.1.0"
