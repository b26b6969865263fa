#include "extractors/deal/skeleton_words.h"

#include <algorithm>

namespace dealwire {

bool TellsOfSale(const Document& doc, uint32_t at) {
  static const WordSet kWords = {"acquired", "bought", "purchased", "sold"};
  return kWords.HasAfter(doc, at);
}

bool NamesDeal(const Document& doc, uint32_t at) {
  static const WordSet kNouns = {"acquisition", "purchase", "takeover", "buyout",    "bid",
                                 "offer",       "merger",   "proposal", "approach",  "pursuit",
                                 "stake",       "holding",  "interest", "investment"};
  return kNouns.HasAfter(doc, at);
}

size_t DealBegin(const Document& doc, const std::vector<SlotMention>& mentions,
                 const std::vector<Unit>& units, size_t from, size_t to) {
  static const WordSet kTimes = {"time", "day", "week", "month", "year"}, kWho = {"that", "who"},
                       kVerbs = {"buy", "acquire", "sell", "buying", "acquiring", "selling"};
  size_t begin = from;
  bool party = false, deal = false;
  for (size_t i = from; i < to; ++i) {
    const uint32_t at = units[i].span.begin;
    const int mention = units[i].mention;
    if (!deal && kTimes.HasAfter(doc, at)) return 0;
    if (!deal && kWho.HasAfter(doc, at)) begin = i + 1;
    party = party || (mention >= 0 && mentions[mention].slot == Slot::kParty);
    deal = deal || NamesDeal(doc, at) || TellsOfSale(doc, at) || kVerbs.HasAfter(doc, at);
  }
  return party && deal ? begin : 0;
}

std::vector<Unit> Headed(const std::vector<Unit>& units, size_t head, size_t from, size_t to) {
  std::vector<Unit> clause(units.begin() + static_cast<std::ptrdiff_t>(from),
                           units.begin() + static_cast<std::ptrdiff_t>(to));
  clause.insert(clause.begin(), units[head]);
  return clause;
}

bool IsState(const Document& doc, uint32_t at) {
  static const WordSet kStates = {"Ala",  "Ariz", "Ark", "Calif", "Colo", "Conn", "Del",  "Fla",
                                  "Ga",   "Ill",  "Ind", "Kan",   "Mass", "Md",   "Mich", "Minn",
                                  "Miss", "Mo",   "Neb", "Nev",   "Okla", "Ont",  "Ore",  "Pa",
                                  "Tenn", "Tex",  "Va",  "Wash",  "Wis"};
  return kStates.HasAfter(doc, at);
}

bool IsTitle(const Document& doc, uint32_t at) {
  static const WordSet kTitles = {
      "chief",   "executive", "officer",   "president", "chairman",    "chairwoman",   "ceo",
      "cfo",     "coo",       "cto",       "spokesman", "spokeswoman", "spokesperson", "director",
      "founder", "cofounder", "analyst",   "boss",      "head",        "managing",     "vice",
      "senior",  "manager",   "financial", "operating", "technology",  "economist",    "strategist",
      "general", "counsel",   "treasurer", "secretary", "co-founder"};
  return kTitles.HasAfter(doc, at);
}

bool IsStaff(const Document& doc, uint32_t at) {
  static const WordSet kStaff = {"workers", "employees", "staff",   "customers", "users",
                                 "drivers", "pilots",    "clients", "lawyers",   "executives"};
  return kStaff.HasAfter(doc, at);
}

bool BeginsClause(const Document& doc, uint32_t at) {
  static const WordSet kWords = {"after", "before", "when",  "while", "as",   "because",
                                 "if",    "that",   "until", "since", "once", "where"};
  return kWords.HasAfter(doc, at);
}

bool ActsForOwner(const Document& doc, uint32_t at) {
  static const WordSet kWords = {"unit", "subsidiary", "division", "arm", "affiliate", "board"};
  return kWords.HasAfter(doc, at);
}

bool IsBeing(const Document& doc, uint32_t at) {
  static const WordSet kWords = {"is", "are", "was", "were", "be", "been", "being"};
  return kWords.HasAfter(doc, at);
}

bool IsLink(std::string_view word) {
  static constexpr std::string_view kLinks[] = {"as", "because", "after", "when", "in"};
  return std::find(std::begin(kLinks), std::end(kLinks), word) != std::end(kLinks);
}

bool IsPart(std::string_view word) {
  static constexpr std::string_view kParts[] = {"unit", "subsidiary", "division", "arm",
                                                "affiliate"};
  return std::find(std::begin(kParts), std::end(kParts), word) != std::end(kParts);
}

const char* SlotChar(Slot slot) {
  static constexpr const char* kChars[] = {"\uE000", "\uE001", "\uE002", "\uE003", "\uE004", ""};
  return kChars[static_cast<int>(slot)];
}

bool EndsAsVerb(std::string_view word) {
  return (word.size() > 3 && word.ends_with("ed")) || (word.size() > 5 && word.ends_with("ing"));
}

bool IsDash(std::string_view mark) {
  return mark == "-" || mark == "--" || mark == "\u2013" || mark == "\u2014";
}

bool IsTicker(const Document& doc, const std::vector<Unit>& units, size_t at) {
  if (at + 2 >= units.size() || !units[at].space || units[at + 1].space || units[at + 2].space)
    return false;
  if (!units[at + 1].mark || units[at + 1].hash != static_cast<uint32_t>('.')) return false;
  std::string_view code = doc.Words(units[at].span);
  const std::string_view exchange = doc.Words(units[at + 2].span);
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (code.empty() || code.size() > 6 || exchange.empty() || exchange.size() > 2) return false;
  // The last letter of "ALDGn" tells the kind of share.
  if (code.size() > 2 && code.back() >= 'a' && code.back() <= 'z') code.remove_suffix(1);
  return std::all_of(code.begin(), code.end(), capital) &&
         std::all_of(exchange.begin(), exchange.end(), capital);
}

Result<SkeletonBuilder> SkeletonBuilder::Make(const RuleBook& book) {
  const Lexicon* lexicon = book.FindLexicon("deal_words");
  if (lexicon == nullptr) return Status::Error("deal: there is no lexicon deal_words");
  SkeletonBuilder builder;
  for (size_t row = 0; row < lexicon->size(); ++row) {
    const auto* name = std::find(kClassNames.begin(), kClassNames.end(), lexicon->Cell(row, 1));
    if (name == kClassNames.end()) {
      return Status::Error("deal_words: unknown class '" + std::string(lexicon->Cell(row, 1)) +
                           "'");
    }
    builder.words_.Add(lexicon->Cell(row, 0), static_cast<int>(name - kClassNames.begin()));
  }
  return builder;
}

}  // namespace dealwire
