//! One file per page: load through the identity, decide, write, render.
