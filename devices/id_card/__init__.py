"""Readers of the resident ID card: values that cannot be shown by accident, the SAM_V protocol, one driver."""
