"""What is on record about a case: its log of changed inputs, and what reviewers signed, disputed or replaced."""
