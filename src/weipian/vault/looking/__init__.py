"""What a file really is: read behind a fence, by its content to the end, never by its name."""
