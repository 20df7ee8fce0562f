"""What the hall makes public: results read from files, masked and kept some days, and an urgent announcement."""
