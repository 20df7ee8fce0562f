"""The kiosk's screens: the only place that knows Kivy; each screen is one .py and one .kv."""
