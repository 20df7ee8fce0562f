"""Updates of an installed hall."""
