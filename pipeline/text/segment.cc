#include "pipeline/text/segment.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "pipeline/text/abbreviations.h"

namespace dealwire {
namespace {

// One iterator a thread: it holds the text it works on.
icu::BreakIterator* ThreadIterator() {
  thread_local std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createSentenceInstance(icu::Locale("en@ss=standard"), error));
  }();
  return iterator.get();
}

std::string_view NextWord(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && ((text[end] | 32) >= 'a' && (text[end] | 32) <= 'z')) ++end;
  return text.substr(at, end - at);
}

// The word before a full stop, inner stops included.
std::string_view WordBefore(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '(' &&
         text[begin - 1] != '"' && text[begin - 1] != '-') {
    --begin;
  }
  return text.substr(begin);
}

// Names with an exclamation mark of their own.
bool NameWithBang(std::string_view before) {
  constexpr std::array kNames = {"Yahoo", "Jeb", "Yum", "Chips Ahoy", "Joomla"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view n) {
    return before.size() >= n.size() && before.substr(before.size() - n.size()) == n;
  });
}

// "6758.T", "0700.HK": a symbol of an exchange, not the end of a sentence.
bool InSymbol(std::string_view text, size_t at) {
  const std::string_view suffix = NextWord(text, at);
  const bool upper = std::all_of(suffix.begin(), suffix.end(), [](char c) { return c < 'a'; });
  return !suffix.empty() && suffix.size() <= 2 && upper && at > 1 && text[at - 2] >= '0' &&
         text[at - 2] <= '9';
}

bool BeginsWithSign(std::string_view text) {
  constexpr std::array<std::string_view, 4> kSigns = {"$", "€", "£", "¥"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return text.starts_with(sign); });
}

// "Alder Inc. (ALD.N) said": a short parenthesis behind which the sentence goes on.
bool BeginsParenthesis(std::string_view text) {
  constexpr size_t kLongest = 60;  // bytes
  if (text.empty() || text[0] != '(') return false;
  const size_t close = text.substr(0, kLongest).find(')');
  if (close == std::string_view::npos || close + 1 >= text.size()) return false;
  const bool spaced = text[close + 1] == ' ' && close + 2 < text.size();
  const char next = text[close + (spaced ? 2 : 1)];
  return (next >= 'a' && next <= 'z') || next == ',' || next == '.';
}

// True if ICU's boundary at `at` stands inside a sentence after all.
bool FalseBoundary(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  // "U.S.$5"
  if (text[at - 1] == '.') return InSymbol(text, at) || BeginsWithSign(text.substr(at));
  if (text[at - 1] != ' ') return false;
  const std::string_view before = text.substr(0, at - 1);
  if (before.empty()) return false;
  if (before.back() == '!') return NameWithBang(before.substr(0, before.size() - 1));
  if (before.back() != '.') return false;
  // "Tressel Inc. (NYSE: TRS)"
  const std::string_view symbol = text[at] == '(' ? NextWord(text, at + 1) : std::string_view();
  const bool ticker = symbol == "Nasdaq" || (symbol.size() > 1 && (symbol[1] & 32) == 0);
  const std::string_view next = ticker ? symbol : NextWord(text, at);
  switch (ClassifyAbbreviation(WordBefore(before.substr(0, before.size() - 1)))) {
    case Abbreviation::kNone:
      return false;
    case Abbreviation::kNeverEnds:
      return true;
    case Abbreviation::kMayEnd:
      return next.empty() ? BeginsWithSign(text.substr(at)) || BeginsParenthesis(text.substr(at))
                          : !BeginsSentences(next);
  }
  return false;
}

std::vector<uint32_t> SentenceEnds(std::string_view text) {
  std::vector<uint32_t> ends;
  UErrorCode error = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &error);
  icu::BreakIterator* iterator = ThreadIterator();
  iterator->setText(&utext, error);
  for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    if (!FalseBoundary(text, at)) ends.push_back(at);
  }
  utext_close(&utext);
  if (ends.empty() || ends.back() < text.size()) ends.push_back(text.size());
  return ends;
}

}  // namespace

void Segment(std::string_view text, const std::vector<Token>& tokens,
             std::vector<Paragraph>* paragraphs, std::vector<Sentence>* sentences) {
  if (text.empty()) return;
  uint32_t begin = 0, token = 0;
  paragraphs->push_back({});
  for (const uint32_t end : SentenceEnds(text)) {
    uint32_t stop = end;
    while (stop > begin && (text[stop - 1] == ' ' || text[stop - 1] == '\n')) --stop;
    const uint32_t first = token;
    while (token < tokens.size() && tokens[token].begin < end) ++token;
    if (stop > begin) {
      sentences->push_back(
          {{begin, stop}, first, token, static_cast<uint32_t>(paragraphs->size() - 1)});
    }
    Paragraph& paragraph = paragraphs->back();
    paragraph.span.end = stop;
    paragraph.end_sentence = sentences->size();
    begin = end;
    if (end < text.size() && text[end - 1] == '\n') {
      paragraphs->push_back({{end, end},
                             static_cast<uint32_t>(sentences->size()),
                             static_cast<uint32_t>(sentences->size())});
    }
  }
}

}  // namespace dealwire
