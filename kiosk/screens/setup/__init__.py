"""The screens of a first start: a technician or a clerk stands before a bare box and has never seen one."""
