"""What people do before the review: they put evidence in, look at originals, hand them out."""
