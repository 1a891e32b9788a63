//! Where a value stands in a JSON text.

/// Where a value stands in a JSON text. A path borrows the path above it, so it costs nothing until somebody reads it.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The payload itself.
    Root,
    /// A member of the object at another path.
    Key(&'a Path<'a>, &'a str),
    /// An element of the list at another path.
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

    /// The name of the member that stands here. Empty for the payload itself and for an element of a list.
    #[must_use]
    pub fn last_key(&self) -> &'a str {
        if let Path::Key(_, key) = self { key } else { "" }
    }

    /// The name of the member that stands here, or that has the list around an element. Empty for the payload itself.
    #[must_use]
    pub fn member(&self) -> &'a str {
        match self {
            Path::Root => "",
            Path::Key(_, key) => key,
            Path::Index(list, _) => list.member(),
        }
    }
}
