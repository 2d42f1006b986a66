"""Floor 7: diagnostics as text, JSON and SARIF, and the edits that they carry."""
