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

/// An object or a member on the way from the payload to the steps.
pub(crate) enum Node {
    /// JSON.
    Constant(String),
    Dynamic(Dynamic),
    Object(Members),
}

/// The members of an object.
pub(crate) type Members = Vec<(String, Node)>;

/// Adds a member in the order of the names. Amazon's names are ASCII, so the order by bytes is RFC 8785's, by
/// UTF-16 code units.
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
    /// A value.
    Value(&'a Dynamic),
    /// Steps for a member that may be absent, and is there.
    If(&'a TokenStream, Vec<Step<'a>>),
    /// An object of members that all may be absent, which is there when one of them is. Each comes with the
    /// steps that write it; what stands before the first and between two is not in them.
    Object { before: String, members: Vec<(&'a TokenStream, Vec<Step<'a>>)>, after: String },
}

impl<'a> Writing<'a> {
    pub(crate) fn of(payload: &'a Members, krate: &'a TokenStream) -> Writing<'a> {
        Writing { steps: merged(object_steps(payload)), krate }
    }

    /// The whole text, when nothing in it depends on a value.
    pub(crate) fn constant(&self) -> Option<&str> {
        if let [Step::Text(text)] = &self.steps[..] { Some(text) } else { None }
    }

    /// An expression for the bytes the text takes, not counting escapes.
    pub(crate) fn len(&self) -> TokenStream {
        let constant = constant_len(&self.steps);
        let dynamic = self.len_of(&self.steps);
        let krate = self.krate;
        quote! {
            let mut len_: #krate::usize = #constant;
            #dynamic
            len_
        }
    }

    /// Statements that append the text to `out_`.
    pub(crate) fn write(&self) -> TokenStream {
        self.write_of(&self.steps)
    }

    fn len_of(&self, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let mut all = TokenStream::new();
        for step in steps {
            let part = match step {
                Step::Text(_) => TokenStream::new(),
                Step::Value(Dynamic { value, is_text, .. }) => {
                    if *is_text {
                        quote!(len_ += #krate::CanonicalText::text(#value).len();)
                    } else {
                        quote!(len_ += #krate::CanonicalValue::canonical_len(#value);)
                    }
                }
                Step::If(optional, steps) => self.len_if_set(optional, steps),
                Step::Object { before, members, after } => {
                    let constant = before.len() + after.len() + members.len();
                    let optional = members.iter().map(|(optional, _)| optional);
                    let inner = members.iter().map(|(optional, steps)| self.len_if_set(optional, steps));
                    quote! {
                        if #(#optional.is_some())||* {
                            len_ += #constant;
                        }
                        #(#inner)*
                    }
                }
            };
            part.to_tokens(&mut all);
        }
        all
    }

    fn len_if_set(&self, optional: &TokenStream, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let (constant, inner) = (constant_len(steps), self.len_of(steps));
        quote! {
            if let #krate::Some(value_) = &#optional {
                len_ += #constant;
                #inner
            }
        }
    }

    fn write_of(&self, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let mut all = TokenStream::new();
        for step in steps {
            let part = match step {
                Step::Text(text) => quote!(out_.push_str(#text);),
                Step::Value(Dynamic { value, is_text, .. }) => {
                    if *is_text {
                        quote!(#krate::CanonicalText::push_text(#value, out_);)
                    } else {
                        quote!(#krate::CanonicalValue::write_canonical(#value, out_);)
                    }
                }
                Step::If(optional, steps) => {
                    let inner = self.write_of(steps);
                    quote! {
                        if let #krate::Some(value_) = &#optional {
                            #inner
                        }
                    }
                }
                Step::Object { before, members, after } => self.write_object(before, members, after),
            };
            part.to_tokens(&mut all);
        }
        all
    }

    /// The first member that is there opens the object; every other one has a comma before it.
    fn write_object(
        &self,
        before: &str,
        members: &[(&TokenStream, Vec<Step<'_>>)],
        after: &str,
    ) -> TokenStream {
        let krate = self.krate;
        let optional = members.iter().map(|(optional, _)| optional);
        let written = members.iter().enumerate().map(|(nth, (optional, steps))| {
            let inner = self.write_of(steps);
            let open = if nth == 0 { quote!(out_.push('{');) } else { quote!(out_.push(open_);) };
            let next = (nth + 1 < members.len()).then(|| quote!(open_ = ',';));
            quote! {
                if let #krate::Some(value_) = &#optional {
                    #open
                    #next
                    #inner
                }
            }
        });
        quote! {
            if #(#optional.is_some())||* {
                out_.push_str(#before);
                let mut open_ = '{';
                #(#written)*
                out_.push_str(#after);
            }
        }
    }
}

fn object_steps(members: &Members) -> Vec<Step<'_>> {
    // A comma stands on the side of the first member that is certain.
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
                // Members of the payload's objects are no objects with values themselves.
                if let Node::Dynamic(dynamic) = node
                    && let Some(optional) = &dynamic.optional
                {
                    let mut steps = vec![Step::Text(format!("\"{name}\":"))];
                    steps.append(&mut value_steps(dynamic));
                    optional_members.push((optional, merged(steps)));
                }
            }
            let after = format!("}}{after}");
            vec![Step::Object { before: name.to_owned(), members: optional_members, after }]
        }
        Node::Dynamic(dynamic) => match &dynamic.optional {
            Some(optional) => vec![Step::If(optional, around(value_steps(dynamic)))],
            None => around(value_steps(dynamic)),
        },
    }
}

fn value_steps(dynamic: &Dynamic) -> Vec<Step<'_>> {
    let value = Step::Value(dynamic);
    if dynamic.is_text {
        vec![Step::Text("\"".to_owned()), value, Step::Text("\"".to_owned())]
    } else {
        vec![value]
    }
}

/// Whether a node is always there. An object whose values are all absent is absent, and an object without members is
/// there.
fn is_certain(node: &Node) -> bool {
    match node {
        Node::Constant(_) => true,
        Node::Dynamic(dynamic) => dynamic.optional.is_none(),
        Node::Object(members) => members.iter().any(|(_, node)| is_certain(node)),
    }
}

/// Neighbouring constant texts as one.
fn merged(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let mut merged: Vec<Step<'_>> = Vec::new();
    for step in steps {
        match (merged.last_mut(), step) {
            (_, Step::Text(text)) if text.is_empty() => {}
            (Some(Step::Text(before)), Step::Text(text)) => before.push_str(&text),
            (_, step) => merged.push(step),
        }
    }
    merged
}

/// Bytes of the constant text that is there whatever the fields hold.
fn constant_len(steps: &[Step<'_>]) -> usize {
    steps.iter().map(|step| if let Step::Text(text) = step { text.len() } else { 0 }).sum()
}
