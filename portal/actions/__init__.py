"""What people do, one public verb a file. Taps and texts call the same action; none commits."""
