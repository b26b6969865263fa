// TenseAround: whether the words near a date speak of the past or of the future.
#include <algorithm>

#include "extractors/date/date_resolve.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kReach = 14;  // tokens to either side

Tense TenseOf(const Document& doc, const Token& token) {
  static const WordSet kFuture = {
      "aim",         "aims",   "be",      "due",      "expect",  "expected",  "expects",
      "forthcoming", "going",  "hope",    "hopes",    "intends", "ll",        "may",
      "next",        "plan",   "planned", "planning", "plans",   "scheduled", "set",
      "shall",       "should", "slated",  "upcoming", "will",    "would"};
  static const WordSet kPast = {
      "became", "began", "bought", "brought", "built", "came",  "cut",   "did",   "drew",  "fell",
      "found",  "gave",  "got",    "grew",    "had",   "held",  "hit",   "kept",  "knew",  "led",
      "left",   "lost",  "made",   "met",     "paid",  "put",   "ran",   "rose",  "said",  "sank",
      "saw",    "sent",  "shut",   "slid",    "sold",  "spent", "split", "spoke", "stood", "struck",
      "sued",   "took",  "told",   "was",     "went",  "were",  "won",   "wrote"};
  static const uint32_t kMay = HashLower("may");
  if (!token.word() || (token.hash == kMay && token.Is(Token::kCapital))) return Tense::kUnknown;
  if (kFuture.Has(token)) return Tense::kFuture;
  if (kPast.Has(token)) return Tense::kPast;
  if (token.Is(Token::kCapital)) return Tense::kUnknown;
  const std::string_view word = doc.Words(token);
  const bool participle = word.size() > 4 && word.substr(word.size() - 2) == "ed";
  return participle ? Tense::kPast : Tense::kUnknown;
}

// The participle at `i` of "will be signed", "to be formally signed".
bool IsPassiveToCome(const Document& doc, uint32_t left, uint32_t i) {
  static const WordSet kBe = {"be"}, kBetween = {"not", "also", "then", "now", "only"};
  while (i > left && (IsAdverb(doc, doc.tokens()[i - 1]) || kBetween.Has(doc.tokens()[i - 1]))) --i;
  return i > left && kBe.Has(doc.tokens()[i - 1]);
}

}  // namespace

Tense TenseAround(const Document& doc, TextSpan span) {
  const Sentence& sentence = doc.SentenceOf(span.begin);
  const uint32_t first = doc.TokenAt(span.begin), last = doc.TokenAt(span.end);
  static const WordSet kBy = {"by"};
  if (kBy.HasBefore(doc, span.begin)) return Tense::kFuture;  // "by March"
  const uint32_t left =
      first > kReach ? std::max(sentence.first_token, first - kReach) : sentence.first_token;
  for (uint32_t i = first; i-- > left;) {
    const Tense tense = TenseOf(doc, doc.tokens()[i]);
    if (tense == Tense::kPast && i > left && IsPassiveToCome(doc, left, i)) return Tense::kFuture;
    if (tense != Tense::kUnknown) return tense;
  }
  for (uint32_t i = last; i < std::min(sentence.end_token, last + kReach); ++i) {
    const Tense tense = TenseOf(doc, doc.tokens()[i]);
    if (tense != Tense::kUnknown) return tense;
  }
  return Tense::kUnknown;
}

}  // namespace dealwire
