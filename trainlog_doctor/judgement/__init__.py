"""What a run amounts to: its roles and outcomes joined with the best epoch, the phases and the callbacks to use."""
