"""The results of all units as documents: 排名表 and 考核概况."""
