//! The platforms' stand-in.
