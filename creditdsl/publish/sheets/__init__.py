"""填报表 as data and as a workbook."""
