"""Plain storage of evidence by the hash of its bytes: originals sealed, viewing copies made from them."""
