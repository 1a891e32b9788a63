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
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = ESCAPE[usize::from(byte)];
        if escape == 0 {
            continue;
        }
        out.push_str(&text[written..at]);
        written = at + 1;
        out.push('\\');
        out.push(char::from(escape));
        if escape == b'u' {
            out.push_str("00");
            out.push(char::from(b'0' + (byte >> 4)));
            out.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
        }
    }
    out.push_str(&text[written..]);
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
}
