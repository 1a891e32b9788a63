//! Strings as RFC 8785, section 3.2.2.2, writes them.

/// For each byte: 0 when it stands for itself, the letter after the backslash for a short
/// escape, and `u` for `\u00XX`.
const ESCAPE: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = b'u';
        control += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0A] = b'n';
    table[0x0C] = b'f';
    table[0x0D] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// Appends a text with RFC 8785's escapes, without the quotes around it.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_to_escape(rest.as_bytes()) {
        let byte = rest.as_bytes()[at];
        let escape = ESCAPE[usize::from(byte)];
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push(char::from(escape));
        if escape == b'u' {
            out.push_str("00");
            out.push(char::from(b'0' + (byte >> 4)));
            out.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Appends a text as a JSON string, with the quotes around it.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

/// The place of the first byte that cannot stand for itself. Most texts have no such byte, so eight bytes are checked
/// at a time.
fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    let (words, _) = bytes.as_chunks::<8>();
    let clean = words.iter().take_while(|word| !any_to_escape(u64::from_le_bytes(**word))).count() * 8;
    let rest = bytes[clean..].iter();
    rest.copied().position(|byte| ESCAPE[usize::from(byte)] != 0).map(|at| clean + at)
}

/// Whether one of eight bytes is below 0x20, a quote or a backslash. In each byte the highest bit
/// of `x - n & !x` says that `x` was below `n`.
const fn any_to_escape(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & HIGHEST != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_escaped_is() {
        let mut out = String::new();
        push_escaped(
            &mut out,
            "\u{20AC}$\u{F}\nA'B\"\\\\\"/</script>\u{2028}\u{7F}\u{1F600}\u{8}\u{C}\r\t\0",
        );
        assert_eq!(
            out,
            "\u{20AC}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/</script>\u{2028}\u{7F}\u{1F600}\\b\\f\\r\\t\\u0000"
        );
    }

    #[test]
    fn every_byte_is_seen_wherever_it_stands() {
        for byte in 0..=0x7F_u8 {
            for before in 0..20 {
                let text = format!("{}{}\u{e9}abcdefgh", "~".repeat(before), char::from(byte));
                let expected = (ESCAPE[usize::from(byte)] != 0).then_some(before);
                assert_eq!(first_to_escape(text.as_bytes()), expected, "{text:?}");
            }
        }
    }
}
