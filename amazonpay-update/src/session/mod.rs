//! The return leg: complete the Checkout Session when the buyer is back, and know what to do next.
