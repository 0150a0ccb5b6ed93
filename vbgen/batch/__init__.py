"""Many documents: the job list, its running, the manifest."""
