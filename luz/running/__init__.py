"""What `luz serve` keeps alive: processes, the ports they listen on, the saved files they answer to."""
