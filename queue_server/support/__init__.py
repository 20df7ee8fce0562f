"""The support file: what somebody far away needs to see what is wrong, and nothing about anybody."""
