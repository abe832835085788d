"""`mtcheck archive IN OUT`: articles from tables or files, results in partitioned Parquet, and a summary.

The input is read once, from front to back, and cut into partitions (`inputs`, `partition`). A worker checks a
partition and writes its two files, nothing else (`work`), on this machine, on Spark or on Dask (`local`,
`on_spark`, `on_dask`). A partition is done when its files are there (`store`), so a run that was stopped can
go on where it was. The summary is made from the results (`aggregation`, `summary`).

`command` is the way in. It imports the other modules when it needs them, as pyarrow, Spark and Dask are
extras.
"""
