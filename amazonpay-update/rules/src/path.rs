//! Where a value stands in a JSON text.

/// Where a value stands in a JSON text. It borrows its way up, so that a path costs nothing until
/// somebody has to read it.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The payload itself.
    Root,
    /// A member of what stands at another path.
    Key(&'a Path<'a>, &'a str),
    /// An element of what stands at another path.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The path of a member.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> Path<'a> {
        Path::Key(self, key)
    }

    /// The path of an element.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Path<'a> {
        Path::Index(self, index)
    }

    /// The name of the object that stands here; empty for the payload itself.
    #[must_use]
    pub fn last_key(&self) -> &'a str {
        if let Path::Key(_, key) = self { key } else { "" }
    }
}
