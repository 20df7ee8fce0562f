"""The self-test by command: opens the terminal's machines itself, while the parts that have them open are stopped."""
