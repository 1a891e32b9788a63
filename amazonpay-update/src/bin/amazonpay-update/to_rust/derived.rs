//! A payload as a struct and a value of this struct.

use super::delivery;
use super::name::StructName;
use super::source::{Source, in_order, literal};
use super::style::{attribute, imports, lines, macro_call, macro_list, with_comments};
use amazonpay_update_rules::Word;
use amazonpay_update_rules::json::{Json, Key, Kind};
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member, Value};
use amazonpay_update_rules::spelling::snake_case;
use std::collections::BTreeSet;

/// Levels of the line of a field's value.
const FIELD: usize = 2;

/// The name belongs to a type that the struct needs.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is a type of this crate, which the struct needs: name the struct otherwise")]
pub(super) struct NameTaken(String);

pub(super) fn payload(
    source: &Source<'_>,
    members: &[(Key, Json)],
    product_type: Word,
    name: &StructName,
) -> Result<String, NameTaken> {
    let option = schema::button_option();
    let mut derived = Derived {
        source,
        said: Vec::new(),
        imports: BTreeSet::from(["UpdatePayload".to_owned()]),
        options: vec![(Vec::new(), stated(option, product_type.as_str()))],
        fields: Vec::new(),
        remarks: source.comments_on(source.json).map(str::to_owned).collect(),
    };
    derived.object("", members);
    let name = name.as_str();
    if derived.imports.iter().any(|import| import.rsplit(':').next() == Some(name)) {
        return Err(NameTaken(name.to_owned()));
    }
    Ok(derived.rust(name))
}

fn stated(member: &Member, value: &str) -> String {
    format!("{} = {value}", member.field())
}

struct Derived<'d, 's> {
    source: &'d Source<'s>,
    /// The members so far.
    said: Vec<&'static str>,
    imports: BTreeSet<String>,
    /// The options of the struct attribute, each below its comments.
    options: Vec<(Vec<String>, String)>,
    fields: Vec<Field>,
    /// Comments on members without a line of their own.
    remarks: Vec<String>,
}

struct Field {
    comments: Vec<String>,
    name: String,
    ty: &'static str,
    /// `name: value,`
    line: String,
}

impl Derived<'_, '_> {
    fn object(&mut self, parent: &str, members: &[(Key, Json)]) {
        for (key, value) in in_order(members) {
            let row = schema::members_of(parent).into_iter().find(|row| row.name == key.name);
            let is_first = |row: &&'static Member| !self.said.contains(&row.name);
            if !row.filter(is_first).is_some_and(|row| self.member(row, key, value)) {
                let all = self.source.comments_in(key.at.byte..value.end).map(str::to_owned);
                self.remarks.extend(all);
                self.remarks.push(self.source.as_comment(key, value));
            }
        }
    }

    /// Adds a member. `false` if a struct cannot state it.
    fn member(&mut self, row: &'static Member, key: &Key, value: &Json) -> bool {
        let comments: Vec<String> =
            self.source.comments_in(key.at.byte..value.end).map(str::to_owned).collect();
        let field = row.field();
        let before = format!("{field}: ");
        let line = match (row.holds, &value.kind) {
            (Holds::Text(ty, _), Kind::Text(text)) => {
                let name = self.import_macro(ty);
                Some(macro_call(FIELD, &before, &name, &literal(text), ","))
            }
            (Holds::Texts(ty, _), Kind::List(items)) => {
                let texts = items.iter().map(|item| match &item.kind {
                    Kind::Text(text) => Some(literal(text)),
                    _ => None,
                });
                let Some(texts) = texts.collect::<Option<Vec<_>>>() else { return false };
                let name = self.import_macro(ty);
                Some(macro_list(FIELD, (&before, &name, ","), ['[', ']'], &texts))
            }
            (Holds::Word(words), Kind::Text(text)) if words.iter().any(|word| word.as_str() == text) => {
                self.options.push((comments.clone(), stated(row, text)));
                None
            }
            (Holds::Flag, Kind::Flag(flag)) => {
                self.options.push((comments.clone(), stated(row, Value::Flag(*flag).as_str())));
                None
            }
            (Holds::Object(ty), Kind::Object(members)) => {
                let has_rows = MEMBERS.iter().any(|inner| inner.parent == row.name);
                match (has_rows, members.is_empty()) {
                    (true, false) => {
                        self.remarks.extend(self.source.comments_on_member(key, value).map(str::to_owned));
                        self.said.push(row.name);
                        self.object(row.name, members);
                        return true;
                    }
                    (true, true) if !ty.is_empty() && row.missing().is_none() => {
                        self.imports.insert(format!("payload::{ty}"));
                        Some(format!("{before}{ty}::new(),"))
                    }
                    (false, _) if comments.len() == self.source.comments_on_member(key, value).count() => {
                        let Some(chain) = delivery::chain(members, &mut self.imports) else { return false };
                        Some(format!("{before}{chain},"))
                    }
                    _ => return false,
                }
            }
            _ => return false,
        };
        self.said.push(row.name);
        if let Some(line) = line {
            let ty = row.rust_type();
            self.fields.push(Field { comments, name: field, ty, line });
            self.imports.extend((!self.imports.contains(&format!("payload::{ty}"))).then(|| ty.to_owned()));
        }
        true
    }

    /// The literal macro of a type.
    fn import_macro(&mut self, ty: &str) -> String {
        let name = snake_case(ty);
        self.imports.insert(name.clone());
        name
    }

    fn rust(self, name: &str) -> String {
        let Derived { said, options, fields, remarks, .. } = &self;
        let is_written = |row: &&Member| row.default.is_some() && !said.contains(&row.name);
        let written = MEMBERS.iter().filter(is_written).filter_map(|row| {
            let value = row.default?.as_str();
            Some(format!(
                "// not stated, and written by the struct all the same: `{}` as `{value}`\n",
                row.path()
            ))
        });
        let in_payload = self.imports.iter().filter_map(|name| name.strip_prefix("payload::"));
        let in_payload = in_payload.map(|name| format!("use amazonpay_update::payload::{name};\n"));
        let at_root = self.imports.iter().map(String::as_str).filter(|name| !name.contains(':'));
        let uses = in_payload.collect::<String>() + &imports(at_root);
        let declared = lines(1, fields.iter().map(|field| format!("{}: {},", field.name, field.ty)));
        let values: String =
            fields.iter().map(|field| with_comments(&field.comments, &field.line, FIELD)).collect();
        let braces = |inside: &str, end: &str| {
            if inside.is_empty() { "{}\n".to_owned() } else { format!("{{\n{inside}{end}}}\n") }
        };
        let remarks = lines(1, remarks);
        format!(
            "{uses}\n{}#[derive(UpdatePayload)]\n{}struct {name} {}\nfn update() -> {name} {{\n{remarks}    {name} {}}}\n",
            written.collect::<String>(),
            attribute(options),
            braces(&declared, ""),
            braces(&values, "    "),
        )
    }
}
