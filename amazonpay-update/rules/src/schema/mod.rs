//! Amazon Pay's schema of an update payload: the table, and the questions that the derive, the builder,
//! the check of JSON and the documentation ask it.

mod docs;
mod member;
mod names;
mod needed;
mod table;
#[cfg(test)]
mod tests;
mod values;

pub use member::{Holds, Limit, Member, Need, Only, Value, join};
pub(crate) use names::meant;
pub use names::{
    ELSEWHERE, Elsewhere, Place, nearest, refuse_field, refuse_member, refuse_name, refuse_option,
};
pub use needed::needed;
pub use table::{INSIDE, MEMBERS, by_name};
pub use values::{ENVIRONMENTS, ValueCheck, value_check};

use crate::catalogue::{Evidence, Rule};
use crate::word::Word;

impl Member {
    /// Whether the member's Rust type has the product type as a parameter. It does if the member is an object that
    /// needs a product type. Then not even a struct literal can pair the object with a wrong product type.
    #[must_use]
    pub fn has_parameter(&self) -> bool {
        matches!(self.holds, Holds::Object(_)) && self.needs.iter().any(|need| !needed(need).is_in_payload())
    }

    /// The members of [`MEMBERS`] in this object. If the object is absent, they are absent too. The members inside a
    /// part ([`INSIDE`]) are not among them: an absent part breaks no rule of theirs.
    pub fn inner(&self) -> impl Iterator<Item = &'static Member> {
        MEMBERS.iter().filter(|inner| inner.parent == self.name)
    }

    /// Whether an object without the member breaks a rule: the member's own rule, or the rule of a member in it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.required.is_some() || self.inner().any(Member::is_required)
    }

    /// The rule that a struct without the member breaks: the member's own rule, or the rule of a required member in it.
    #[must_use]
    pub fn missing(&self) -> Option<Rule> {
        let inside = || members_of(self.name).iter().find_map(|inner| inner.required);
        self.required.or_else(inside)
    }

    /// The rule by which `build()` asks for the member's value. `None` for a word, which the trait of its kind asks
    /// for, and for a member with a default, which only a struct can require.
    #[must_use]
    pub fn asked_for(&self) -> Option<Rule> {
        self.missing().filter(|_| self.words().is_empty() && self.default.is_none())
    }

    /// Whether a payload without the member breaks a rule.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.required.is_some() || self.asked_for().is_some()
    }

    /// Every rule that the member or a member in it can break.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut all = self.own_rules();
        all.extend(members_of(self.name).iter().flat_map(|inner| inner.rules()));
        once_each(all)
    }

    /// Every rule that the member's own row names.
    #[must_use]
    pub fn own_rules(&self) -> Vec<Rule> {
        let mut all: Vec<Rule> = Vec::new();
        all.extend(self.required);
        all.extend(self.only.map(|only| only.rule));
        all.extend(self.needs.iter().map(|need| need.rule));
        all.extend(self.not_empty);
        all.extend(self.rules_of_texts());
        all.extend(self.once);
        once_each(all)
    }

    /// Every rule that one of its texts can break.
    pub fn rules_of_texts(&self) -> impl Iterator<Item = Rule> {
        self.limit.map(|limit| limit.rule).into_iter().chain(self.texts.iter().copied())
    }

    /// The rules that a literal of the struct attribute can break by its value or its place.
    fn rules_of_literals(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        match self.holds {
            Holds::Text(..) | Holds::Texts(..) => {
                rules.extend(self.rules_of_texts());
                rules.extend(self.once);
            }
            Holds::Flag => rules.extend(self.only.map(|only| only.rule)),
            _ => return rules,
        }
        rules.extend(self.needs.iter().map(|need| need.rule));
        rules
    }
}

/// The rules without repetitions, in the order in which they first come.
fn once_each(all: Vec<Rule>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for rule in all {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// The rows of an object, in the order of the table. `""` is the payload itself.
#[must_use]
pub fn members_of(parent: &str) -> Vec<&'static Member> {
    let of_parent = |member: &&Member| member.parent == parent && member.is_in_payload();
    MEMBERS.iter().chain(INSIDE).filter(of_parent).collect()
}

/// A member by the name of its Rust type.
#[must_use]
pub fn by_type(rust_type: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.rust_type() == rust_type)
}

/// A member that a struct can state, by the name of a Rust type that no other member has: the member's type, or the
/// type of one of its words.
#[must_use]
pub fn of_type(rust_type: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| {
        let is_word = || member.words().iter().any(|word| word.as_str() == rust_type);
        let is_its_own = !matches!(member.holds, Holds::Flag) && member.constant().is_none();
        is_its_own && (is_word() || (member.can_be_stated() && member.rust_type() == rust_type))
    })
}

/// A member by the name of a field or option that can state it.
#[must_use]
pub fn by_field(field: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.can_be_stated() && member.is_field(field))
}

/// A member that only the Rust type of its part can write, and this part. `name` is Amazon's name, or a field's name.
#[must_use]
pub fn inside_a_part(name: &str) -> Option<(&'static Member, &'static Member)> {
    let inner = INSIDE.iter().find(|inner| inner.name == name || inner.is_field(name))?;
    Some((inner, by_name(inner.parent)?))
}

/// The option of the button that a payload's type remembers.
///
/// # Panics
///
/// When the table has none, which its own test excludes.
#[must_use]
pub fn button_option() -> &'static Member {
    MEMBERS.iter().find(|member| !member.is_in_payload()).expect("the table has the product type")
}

/// An arbitrary product type, for examples and for code that stands in for a refused payload.
#[must_use]
pub fn any_product_type() -> Word {
    button_option().words()[0]
}

/// Whether a struct can allow its literals to break a rule: the rule is inferred, not documented, and a member that has
/// literals can break it.
#[must_use]
pub fn can_be_allowed(rule: Rule) -> bool {
    rule.evidence() == Evidence::Inferred
        && MEMBERS.iter().any(|member| member.rules_of_literals().contains(&rule))
}
