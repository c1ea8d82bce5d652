"""What `weipian doctor` looks at in a workspace, a topic a file: each gives lines of the check-up."""
