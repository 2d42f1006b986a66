"""From returned 填报表 to rows like those of a data table."""
