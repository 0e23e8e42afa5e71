"""Tables and questions to them. Stores rows and finds them; decides nothing and never commits."""
