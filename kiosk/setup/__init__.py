"""The first start of a bare box as a pure state machine: what happened goes in, the next state and what to do out."""
