//! Every screen.
