"""An archive: `mtcheck archive IN OUT`. Articles from tables or files, results in partitioned Parquet, and a
summary.

The input is read once, front to back, and cut into partitions (`inputs`, `partition`). Each is checked by a
worker that writes its two files and nothing else (`work`), on this machine, on Spark or on Dask (`local`,
`on_spark`, `on_dask`). A partition is done when its files are there (`store`), so a run that was stopped goes
on where it was. `summary` reads the results again.
"""
