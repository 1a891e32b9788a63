//! A name as Amazon spells it, and as Rust does.

/// `chargeAmount` as a field of a struct: `charge_amount`. `StoreId` as a macro: `store_id`.
#[must_use]
pub fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut after_capital = false;
    for letter in name.chars() {
        let capital = letter.is_ascii_uppercase();
        if capital && !after_capital && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
        after_capital = capital;
    }
    snake
}

/// `charge_amount` as Amazon would spell it: `chargeAmount`.
#[must_use]
pub fn camel_case(snake: &str) -> String {
    let mut camel = String::new();
    let mut upper = false;
    for character in snake.chars() {
        match character {
            '_' => upper = true,
            other if upper => {
                camel.extend(other.to_uppercase());
                upper = false;
            }
            other => camel.push(other),
        }
    }
    camel
}
