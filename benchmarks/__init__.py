"""The measurements that README quotes, one command each: `python -m benchmarks.NAME`."""
