"""Installing, and what the first start wishes done."""
