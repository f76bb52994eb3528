// Stands in for a target that has no source file yet; CMake wants at least one.
