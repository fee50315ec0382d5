"""The command line: parse, call one function of runs/, print."""

import os

# Our matrices are small and our threads many: a pool of BLAS threads that spin beside them costs more than it gives.
# It is read when NumPy is first imported, which is after this.
os.environ.setdefault("OMP_NUM_THREADS", "1")
