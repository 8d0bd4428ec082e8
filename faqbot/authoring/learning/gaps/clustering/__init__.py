"""Questions in vain -> clusters of those that ask much the same: by the matcher, and the rare ones by their words."""
