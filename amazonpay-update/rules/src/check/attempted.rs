//! The members that unknown names were meant for. They are not reported as missing, so that one mistake is one error.

use super::node::{Node, Value};
use super::walk::{Members, by_key};
use crate::schema::{self, Holds, Member};

/// How many unknown names are looked at. To find what a name was meant for takes time, and a text can have any number
/// of names.
const MOST: usize = 100;

/// The members that the unknown names of a payload were meant for.
pub(super) fn attempted<N: Node>(payload: Members<'_, N>) -> Vec<&'static str> {
    let mut found = Attempted { members: Vec::new(), left: MOST };
    found.read("", payload);
    found.members
}

struct Attempted {
    members: Vec<&'static str>,
    left: usize,
}

impl Attempted {
    fn read<N: Node>(&mut self, parent: &str, object: Members<'_, N>) {
        let rows = schema::members_of(parent);
        for same in by_key(object) {
            let name = same[0].0.as_ref();
            match rows.iter().find(|row| row.name == name) {
                Some(row) => same.iter().for_each(|(_, value)| self.read_value(row, value)),
                None => self.unknown(parent, name, &rows),
            }
        }
    }

    fn read_value<N: Node>(&mut self, row: &Member, value: &N) {
        let Value::Object(members) = value.value() else { return };
        match row.holds {
            Holds::Object(_) => self.read(row.name, members),
            Holds::ByKey(_) => {
                for (_, value) in members {
                    if let Value::Object(members) = value.value() {
                        self.read(row.name, members);
                    }
                }
            }
            _ => {}
        }
    }

    fn unknown(&mut self, parent: &str, name: &str, rows: &[&'static Member]) {
        if self.left > 0 {
            self.left -= 1;
            let known: Vec<&'static str> = rows.iter().map(|row| row.name).collect();
            self.members.extend(schema::meant(parent, name, &known));
        }
    }
}
