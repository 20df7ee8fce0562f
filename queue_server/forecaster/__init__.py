"""The forecaster: a client of the hall like everybody, that reckons how long it takes and tells it; and its tools."""
