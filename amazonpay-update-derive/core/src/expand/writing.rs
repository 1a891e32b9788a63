//! Canonical writing (RFC 8785): members sorted while compiling, constant text merged.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A member that is written from a value.
pub(crate) struct Dynamic {
    /// An `Option`, for a member that may be absent.
    pub(crate) optional: Option<TokenStream>,
    /// The value, or the variable `value_` for a value that may be absent.
    pub(crate) value: TokenStream,
    /// Whether it is a JSON string, which is written without its quotes.
    pub(crate) is_text: bool,
}

/// A value of the payload, before it becomes steps.
pub(crate) enum Node {
    /// JSON.
    Constant(String),
    Dynamic(Dynamic),
    Object(Members),
}

/// The members of an object.
pub(crate) type Members = Vec<(String, Node)>;

/// Adds a member in the order of RFC 8785: by the UTF-16 code units of the names. Amazon's names are ASCII, so the
/// order by bytes is the same.
pub(crate) fn insert_sorted(members: &mut Members, name: &str, node: Node) {
    let at = members.iter().position(|(other, _)| other.as_str() > name).unwrap_or(members.len());
    members.insert(at, (name.to_owned(), node));
}

/// The steps that write a payload.
pub(crate) struct Writing<'a> {
    steps: Vec<Step<'a>>,
    krate: &'a TokenStream,
}

enum Step<'a> {
    /// Constant text.
    Text(String),
    /// A value, with the constant text before and behind it.
    Value { before: String, value: &'a Dynamic, behind: String },
    /// Steps that are taken only if an optional member is there.
    If(&'a TokenStream, Vec<Step<'a>>),
    /// An object whose members may all be absent. It is written when one of them is there. Each member comes with
    /// the steps that write it and a comma. `behind` takes the place of the last comma.
    Object { before: String, members: Vec<(&'a TokenStream, Vec<Step<'a>>)>, behind: String },
}

impl<'a> Writing<'a> {
    pub(crate) fn of(payload: &'a Members, krate: &'a TokenStream) -> Writing<'a> {
        Writing { steps: merged(object_steps(payload)), krate }
    }

    /// The whole text, when nothing in it depends on a value.
    pub(crate) fn constant(&self) -> Option<&str> {
        if let [Step::Text(text)] = &self.steps[..] { Some(text) } else { None }
    }

    /// Statements that give the text to the sink `out_`.
    pub(crate) fn write(&self) -> TokenStream {
        self.write_of(&self.steps)
    }

    fn write_of(&self, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let mut all = TokenStream::new();
        for step in steps {
            let part = match step {
                Step::Text(text) => quote!(#krate::Sink::constant(out_, #text);),
                Step::Value { before, value: Dynamic { value, is_text, .. }, behind } => {
                    if *is_text {
                        quote!(#krate::Sink::text(out_, #before, #value, #behind);)
                    } else {
                        quote!(#krate::Sink::value(out_, #before, #value, #behind);)
                    }
                }
                Step::If(optional, steps) => self.if_set(optional, steps),
                Step::Object { before, members, behind } => {
                    let optional = members.iter().map(|(optional, _)| optional);
                    let written = members.iter().map(|(optional, steps)| self.if_set(optional, steps));
                    // `||` would make a branch for each member, and rustc would have more to check.
                    quote! {
                        if #(#optional.is_some())|* {
                            #krate::Sink::constant(out_, #before);
                            #(#written)*
                            #krate::Sink::in_place_of_comma(out_, #behind);
                        }
                    }
                }
            };
            part.to_tokens(&mut all);
        }
        all
    }

    fn if_set(&self, optional: &TokenStream, steps: &[Step<'_>]) -> TokenStream {
        let (krate, inner) = (self.krate, self.write_of(steps));
        quote! {
            if let #krate::Some(value_) = &#optional {
                #inner
            }
        }
    }
}

fn object_steps(members: &Members) -> Vec<Step<'_>> {
    // Each comma stands between its member and the first member that is certain to be there.
    let first_certain = members.iter().position(|(_, node)| is_certain(node)).unwrap_or(members.len());
    let mut steps = vec![Step::Text("{".to_owned())];
    for (nth, (name, node)) in members.iter().enumerate() {
        let before = if nth > first_certain { "," } else { "" };
        let after = if nth < first_certain { "," } else { "" };
        steps.append(&mut member_steps(&format!("{before}\"{name}\":"), node, after));
    }
    steps.push(Step::Text("}".to_owned()));
    steps
}

fn member_steps<'a>(name: &str, node: &'a Node, after: &str) -> Vec<Step<'a>> {
    let around = |mut middle: Vec<Step<'a>>| {
        let mut steps = vec![Step::Text(name.to_owned())];
        steps.append(&mut middle);
        steps.push(Step::Text(after.to_owned()));
        merged(steps)
    };
    match node {
        Node::Constant(json) => around(vec![Step::Text(json.clone())]),
        Node::Object(members) if is_certain(node) => around(object_steps(members)),
        Node::Object(members) => {
            let mut optional_members = Vec::new();
            for (name, node) in members {
                // In an object of the payload, no member is itself an object with values.
                if let Node::Dynamic(dynamic) = node
                    && let Some(optional) = &dynamic.optional
                {
                    let mut steps = vec![Step::Text(format!("\"{name}\":"))];
                    steps.append(&mut value_steps(dynamic));
                    steps.push(Step::Text(",".to_owned()));
                    optional_members.push((optional, merged(steps)));
                }
            }
            let (before, behind) = (format!("{name}{{"), format!("}}{after}"));
            vec![Step::Object { before, members: optional_members, behind }]
        }
        Node::Dynamic(dynamic) => match &dynamic.optional {
            Some(optional) => vec![Step::If(optional, around(value_steps(dynamic)))],
            None => around(value_steps(dynamic)),
        },
    }
}

fn value_steps(dynamic: &Dynamic) -> Vec<Step<'_>> {
    let value = Step::Value { before: String::new(), value: dynamic, behind: String::new() };
    if dynamic.is_text {
        vec![Step::Text("\"".to_owned()), value, Step::Text("\"".to_owned())]
    } else {
        vec![value]
    }
}

/// Whether a node is always there. An object is absent when all its values are absent. An object that is written
/// without members is a constant, so it is there.
fn is_certain(node: &Node) -> bool {
    match node {
        Node::Constant(_) => true,
        Node::Dynamic(dynamic) => dynamic.optional.is_none(),
        Node::Object(members) => members.iter().any(|(_, node)| is_certain(node)),
    }
}

/// The steps, with constant text merged into the value or the text beside it.
fn merged(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let mut merged: Vec<Step<'_>> = Vec::new();
    for step in steps {
        match (merged.pop(), step) {
            (Some(Step::Text(before)), Step::Text(text)) => merged.push(Step::Text(before + &text)),
            (Some(Step::Value { before, value, behind }), Step::Text(text)) => {
                merged.push(Step::Value { before, value, behind: behind + &text });
            }
            (Some(Step::Text(text)), Step::Value { before, value, behind }) => {
                merged.push(Step::Value { before: text + &before, value, behind });
            }
            (last, Step::Text(text)) if text.is_empty() => merged.extend(last),
            (last, step) => {
                merged.extend(last);
                merged.push(step);
            }
        }
    }
    merged
}
