"""What is to be run: plans, their files, and the designs and samples they lead to."""
