"""Floor 12: the page of the workbench from this machine, with files of one folder."""
