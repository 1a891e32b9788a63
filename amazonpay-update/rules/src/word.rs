//! The words of Amazon's closed lists. No two lists share a word, so each word can be a Rust type.

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $word:ident)+) => {
        /// A word of one of Amazon's closed lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Word {
            $($(#[doc = $doc])+ $word,)+
        }

        impl Word {
            /// All words.
            pub const ALL: &'static [Word] = &[$(Word::$word,)+];

            /// Amazon's spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Word::$word => stringify!($word),)+ }
            }

            /// The word's meaning, which is the documentation of its Rust type.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Word::$word => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

words! {
    /// A permission for a single order. It has no update page.
    OneTime
    /// A permission for a subscription. It has no update page.
    Recurring
    /// A Saved Wallet permission, the only kind that can be updated.
    PaymentMethodOnFile
    /// The buyer changes an address, changes the payment method of a permission that has an address, or adds an address
    /// to a permission.
    PayAndShip
    /// The buyer changes the payment method of a permission without an address.
    PayOnly
    /// No transaction takes place.
    Confirm
    /// The buyer's payment method is authorized.
    Authorize
    /// The buyer's payment method is authorized and charged.
    AuthorizeWithCapture
}

impl Word {
    /// The word with this spelling.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}
