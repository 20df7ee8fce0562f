"""What the hall makes public: results and announcements."""
