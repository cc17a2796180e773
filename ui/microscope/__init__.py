"""The page "Microscope": which step of which run, and the component that shows it."""
