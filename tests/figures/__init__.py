"""What the hall's figures are held against."""
