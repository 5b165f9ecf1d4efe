//! What a terminal obeys in place of showing it.

/// Whether a character could move the cursor, begin a sequence of commands, end a line, or turn the direction of text. Who
/// shows text from elsewhere decides which of them, such as line ends, may stay, and what stands for the others.
pub fn obeys(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
