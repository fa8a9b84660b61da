//! Outside tests of this kind.
