//! A signed state token in the return URL, which ties the buyer who returns to the update that was started.
