"""What comes in: the county's layers, the issued batches, the records that patches hang on."""
