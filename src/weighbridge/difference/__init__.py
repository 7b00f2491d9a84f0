"""What changed between two runs: inputs, results, outcomes, and which input turned which outcome."""
