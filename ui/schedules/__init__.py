"""The page "Schedules": several schedules of one run, batches against rates, momentum's two forms."""
