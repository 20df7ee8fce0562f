"""The kiosk: its visits, slips and faces, and a real window touched from outside."""
