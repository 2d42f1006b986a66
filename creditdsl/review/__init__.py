"""The reviewer of drafts: what a careful colleague would find in a scheme that reads without error."""
