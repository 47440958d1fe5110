"""Any photo file to upright RGB pixels: headers, loading, folder scan, fingerprints."""
