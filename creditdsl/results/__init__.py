"""Floor 9: scores to words, and words to text, CSV, JSON, XLSX and Parquet."""
