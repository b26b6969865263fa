// Words that a full stop follows without ending the sentence.
#ifndef DEALWIRE_PIPELINE_TEXT_ABBREVIATIONS_H_
#define DEALWIRE_PIPELINE_TEXT_ABBREVIATIONS_H_

#include <cstdint>
#include <string_view>

namespace dealwire {

enum class Abbreviation : uint8_t {
  kNone,
  kNeverEnds,  // a name or number follows: Dr. Gen. No. Sept.
  kMayEnd,     // ends the sentence only before a word that begins sentences: Inc. Corp. U.S. a.m.
};

// `word` is the word before the full stop, as written, inner stops included ("U.S" of "U.S.").
Abbreviation ClassifyAbbreviation(std::string_view word);

// True for "The", "He", "But", "In" ...: capitalised words that begin sentences but no names.
bool BeginsSentences(std::string_view word);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_ABBREVIATIONS_H_
