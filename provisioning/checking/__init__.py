"""What `provisioning check` looks at besides the plan itself: panels, machines, fonts; one file for each."""
