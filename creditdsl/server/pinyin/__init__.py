"""The readings of characters, and words found by them: kh finds 考核."""
