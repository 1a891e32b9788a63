//! Tokens from a seed: any tokens, and the tokens of payloads with some changes.

use fastrand::Rng;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

const FRAGMENTS: &[&str] = &[
    "amazonpay_update",
    "PayOnly",
    "PayAndShip",
    "crate::PayOnly",
    "null",
    "true",
    "r#type",
    "_",
    "'a",
    "match",
    "parse",
    "x.parse()?",
    "a::<B, C>()",
    "|a, b| a < b",
    "a as B<C>",
    "<A as B>::C",
    "..=",
    "->",
    "=>",
    "$",
    "#",
    "-",
    "- -",
    ",",
    ",,",
    ":",
    "::",
    ";",
    "<",
    ">",
    "<<",
    "?",
    "!",
    "=",
    "0",
    "-1",
    "1u8",
    "0x1F",
    "1e999",
    "1.",
    "1.5f64",
    "'c'",
    "b'c'",
    "\"\"",
    "\"storeId\"",
    "\"storeId\":",
    "\"scopes\": x,",
    "\"a\"suffix",
    "\"\\u{5E97}\\x41\\\n  b\"",
    "b\"bytes\"",
    "b\"\\xFF\"",
    "c\"text\"",
    "r\"raw\"",
    "r##\"a \"# b\"##",
    "r#\"{\"storeId\": 1}\"#",
    "r#\"\"\\ud800\"\"#",
    "/* c */",
    "/// doc\n",
    "format!(\"{}\", 1)",
    "\"merchantMetadata\": { \"noteToBuyer\": note, }",
];

const DELIMITERS: [Delimiter; 4] =
    [Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis, Delimiter::None];

/// Any tokens, with at most this many levels of groups.
pub(super) fn any(rng: &mut Rng, levels: usize) -> TokenStream {
    let mut tokens = TokenStream::new();
    for _ in 0..rng.usize(..6) {
        if levels > 0 && rng.u8(..3) == 0 {
            let delimiter = DELIMITERS[rng.usize(..4)];
            tokens.extend([TokenTree::Group(Group::new(delimiter, any(rng, levels - 1)))]);
        } else {
            let fragment = FRAGMENTS[rng.usize(..FRAGMENTS.len())];
            tokens.extend(fragment.parse::<TokenStream>().expect("tokens"));
        }
    }
    tokens
}

/// The same tokens, with about one in twenty changed.
pub(super) fn changed(tokens: TokenStream, rng: &mut Rng) -> TokenStream {
    let mut out = TokenStream::new();
    for token in tokens {
        let token = match token {
            TokenTree::Group(group) => {
                let delimiter =
                    if rng.u8(..20) == 0 { DELIMITERS[rng.usize(..4)] } else { group.delimiter() };
                TokenTree::Group(Group::new(delimiter, changed(group.stream(), rng)))
            }
            other => other,
        };
        match rng.u8(..60) {
            0 => {}
            1 => out.extend(any(rng, 2)),
            2 => out.extend([token.clone(), token]),
            _ => out.extend([token]),
        }
    }
    out
}
