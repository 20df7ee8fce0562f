"""The client half of the wire: connect, be born and missed, ask and be answered, follow boards; paho inside."""
