"""Machine code of the compiled functions: made by numba once, kept on the disk, loaded by LLVM alone."""
