//! Markdown of modules and guidelines, made into safe HTML.
