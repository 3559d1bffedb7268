"""Who computes the rows: this process, a pool of processes, or a Dask cluster. All call the same function."""
