// Single bytes of UTF-8 text.
#ifndef DEALWIRE_PIPELINE_TEXT_ASCII_H_
#define DEALWIRE_PIPELINE_TEXT_ASCII_H_

namespace dealwire {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsLetter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
inline bool IsAscii(char c) { return static_cast<signed char>(c) >= 0; }
// A letter, a digit or a byte of a character beyond ASCII.
inline bool IsWordByte(char c) { return IsLetter(c) || IsDigit(c) || !IsAscii(c); }

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_ASCII_H_
