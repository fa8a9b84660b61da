//! What managers see (SCORING.md section 5): definitions as functions over plain numbers.
