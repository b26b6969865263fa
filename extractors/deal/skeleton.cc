#include "extractors/deal/skeleton.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "extractors/deal/skeleton_units.h"
#include "extractors/deal/skeleton_words.h"

namespace dealwire {
// Works on the units of one sentence. Each pass leaves out units; Render writes what is left.
class SkeletonWriter {
 public:
  SkeletonWriter(const SkeletonBuilder& builder, const Document& doc, const Sentence& sentence,
                 const std::vector<SlotMention>& mentions, size_t first, size_t end,
                 const OneWordNames& names)
      : doc_(doc), sentence_(sentence) {
    mentions_.assign(mentions.begin() + static_cast<std::ptrdiff_t>(first),
                     mentions.begin() + static_cast<std::ptrdiff_t>(end));
    units_ = ReadUnits(doc, sentence, builder.words_, names, &mentions_);
  }

  std::vector<Clause> Write(Topic topic) {
    DropParentheses();
    DropAngles();
    DropDateline();
    DropTickers();
    DropDates();
    DropAdverbs();
    ResolveSubject(topic);
    DropOwnUnits();
    DropSayings();
    ResolvePronouns();
    ResolveAhead();
    ResolvePossessives();
    ResolveBefore(topic.company);
    DropTitles();
    DropStaff();
    DropPlaces();
    DropRivals();
    DropDescriptions();
    DropNamedUnits();
    std::vector<std::vector<Unit>> relatives = TakeAppositions();
    DropSayings();  // "Alder, a maker of pumps, said it"
    DropUnitWords();
    std::vector<Clause> clauses;
    clauses.push_back(Render(units_));
    clauses[0].appositions = std::move(appositions_);
    for (const std::vector<Unit>& relative : relatives) clauses.push_back(Render(relative));
    for (const std::vector<Unit>& aside : asides_) clauses.push_back(Render(aside));
    return clauses;
  }

 private:
  bool IsParty(size_t i) const { return i < units_.size() && IsParty(units_[i]); }
  bool IsParty(const Unit& u) const { return u.mention >= 0 && Mention(u).slot == Slot::kParty; }
  bool IsMark(size_t i, char c) const {
    return i < units_.size() && units_[i].mark && units_[i].hash == static_cast<uint32_t>(c);
  }
  bool Is(size_t i, WordClass c) const { return i < units_.size() && units_[i].word_class == c; }
  const SlotMention& Mention(const Unit& u) const { return mentions_[u.mention]; }
  std::string_view Words(const Unit& u) const { return doc_.Words(u.span); }

  void Erase(size_t from, size_t to) {
    units_.erase(units_.begin() + static_cast<std::ptrdiff_t>(from),
                 units_.begin() + static_cast<std::ptrdiff_t>(to));
  }

  void DropParentheses() {
    for (size_t i = 0; i < units_.size(); ++i) {
      if (!IsMark(i, '(')) continue;
      size_t j = i + 1;
      while (j < units_.size() && j - i < kLongestParenthesis && !IsMark(j, ')')) ++j;
      if (!IsMark(j, ')')) continue;
      // "Quillon (acquired by Alder in May)": a clause of its own.
      if (i > 0 && IsParty(i - 1) && i + 1 < j && TellsOfSale(doc_, units_[i + 1].span.begin)) {
        asides_.push_back(Headed(units_, i - 1, i + 1, j));
        asides_.back()[1].space = true;
      }
      Erase(i, j + 1);
      --i;
    }
  }

  // "Alder Corp <ALD>", "<Quillon Inc>": an old wire's marks for tickers and private companies.
  void DropAngles() {
    constexpr size_t kLongest = 8;
    for (size_t i = 0; i < units_.size(); ++i) {
      if (!IsMark(i, '<')) continue;
      size_t j = i + 1;
      bool party = false;
      for (; j < units_.size() && j - i < kLongest && !IsMark(j, '>'); ++j)
        party = party || IsParty(j);
      if (!IsMark(j, '>')) continue;
      if (party) {
        Erase(j, j + 1);
        Erase(i, i + 1);
        units_[i].space = true;
      } else {
        Erase(i, j + 1);
      }
      --i;
    }
  }

  // "Alder ALD.N said", "Alder ALDGn.DE. said": capitals, a dot and an exchange's letters.
  void DropTickers() {
    for (size_t i = 0; i + 3 < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      size_t at = i + 1;
      if (IsPossessive(at)) at += Words(units_[at + 1]) == "s" ? 2 : 1;
      if (!IsTicker(doc_, units_, at)) continue;
      Erase(at, at + 3);
      if (IsMark(at, '.') && !units_[at].space && at + 1 < units_.size()) Erase(at, at + 1);
    }
  }

  // "LONDON, March 3 - Alder said": names and dates before a dash at a paragraph's beginning.
  void DropDateline() {
    const Paragraph& paragraph = doc_.paragraphs()[sentence_.paragraph];
    if (paragraph.span.begin != sentence_.span.begin) return;
    for (size_t i = 0; i < std::min<size_t>(units_.size(), 10); ++i) {
      const Unit& unit = units_[i];
      if (unit.mark && unit.space && i > 0 && IsDash(Words(unit))) {
        Erase(0, i + 1);
        return;
      }
      if (unit.mention < 0 && !unit.mark && !unit.capital) return;
    }
  }

  void DropDates() {
    for (size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].mention < 0 || Mention(units_[i]).slot != Slot::kDate) continue;
      size_t from = i, to = i + 1;
      if (IsMark(to, '-') && !units_[to].space) {
        if (to + 1 < units_.size() && units_[to + 1].space) continue;  // a dash
        to = std::min(to + 2, units_.size());                          // "previously-announced"
      }
      if (from > 0 && units_[from - 1].word_class == kPreposition) --from;
      // "On Monday, Alder": the comma goes too; so do both commas of ", last week,".
      if (IsMark(to, ',') && (from == 0 || IsMark(from - 1, ','))) ++to;
      Erase(from, to);
      i = from == 0 ? static_cast<size_t>(-1) : from - 1;
    }
  }

  void DropAdverbs() {
    for (size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].word_class != kAdverb) continue;
      const bool commas = i > 0 && IsMark(i - 1, ',') && IsMark(i + 1, ',');
      const bool opening = i == 0 && IsMark(1, ',');
      const bool joined = IsMark(i + 1, '-') && !units_[i + 1].space && i + 2 < units_.size() &&
                          units_[i + 2].mention < 0;  // "wholly-owned"
      Erase(commas ? i - 1 : i, joined ? i + 3 : commas || opening ? i + 2 : i + 1);
      i -= commas ? 2 : 1;
    }
  }

  // "It" or "the Lisbon-based company" at the beginning is who the sentence before was about.
  void ResolveSubject(Topic topic) {
    if (units_.empty() || units_[0].mention >= 0) return;
    size_t length = Is(0, kPronoun) ? 1 : 0;
    const std::string word = LowerCase(Words(units_[0]));
    const int subject = length == 0 || word == "it" ? topic.company : topic.subject;
    if (Is(0, kDeterminer)) {
      size_t at = 1;
      while (at < kLongestDescription && at < units_.size() && !Is(at, kUnit) &&
             Describes(units_[at]))
        ++at;
      if (Is(at, kUnit) && !IsParty(at + 1)) length = at + 1;
    }
    if (length == 0 || subject < 0) return;
    Unit unit;
    unit.span = {units_[0].span.begin, units_[length - 1].span.end};
    unit.mention = static_cast<int>(mentions_.size());
    mentions_.push_back({Slot::kParty, subject, unit.span});
    Erase(0, length);
    units_.insert(units_.begin(), unit);
  }

  // "Alder said that it agreed" -> "Alder agreed".
  void DropSayings() {
    for (size_t i = 0; i < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      size_t j = i + 1;
      if (!Is(j, kSaying)) continue;
      // "Alder told the commission in a filing that Alder bought".
      for (size_t k = j + 1; k < std::min(units_.size(), j + kLongestSaying); ++k) {
        const bool again =
            Is(k, kPronoun) || (IsParty(k) && Mention(units_[k]).item == Mention(units_[i]).item);
        if (again && k + 1 < units_.size() && !units_[k + 1].mark) {
          Erase(i + 1, k + 1);
          break;
        }
      }
      if (!Is(j, kSaying)) continue;
      ++j;
      if (j < units_.size() && Words(units_[j]) == "that") ++j;
      const bool same = IsParty(j) && Mention(units_[j]).item == Mention(units_[i]).item;
      if (same || Is(j, kPronoun)) {
        if (j + 1 < units_.size() && units_[j + 1].mark) continue;  // "Alder said it's"
        Erase(i + 1, j + 1);
      } else if (Is(j, kDeterminer) && Is(j + 1, kUnit)) {
        Erase(i + 1, j + 2);
      }
    }
  }

  // "the budget airline Alder", "rival Quillon": words after a determiner, a preposition or a
  // deal's verb that stand right before a party's name.
  void DropDescriptions() {
    for (size_t i = 1; i < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      size_t from = i;
      while (from > 0 && i - from < kLongestDescription &&
             (Describes(units_[from - 1]) || IsAbbreviated(from - 1)))
        --from;
      // "bought struggling Quillon": what stands right behind a deal's verb describes.
      const bool lead =
          from > 1 && (Is(from - 2, kLead) ||
                       (Is(from - 2, kPreposition) && Words(units_[from - 1]).ends_with("ed")));
      const bool behind_verb = lead && !units_[from - 1].mark && units_[from - 1].mention < 0 &&
                               units_[from - 1].word_class < 0;
      if (behind_verb) --from;
      if (from > 0 && Is(from - 1, kDeterminer)) {
        --from;
      } else if (from > 0 && !Is(from - 1, kLead) && !Is(from - 1, kPreposition) &&
                 !IsMark(from - 1, ',')) {
        continue;
      } else if (from < i && from > 0 && !Is(i - 1, kUnit) &&
                 (IsMark(from - 1, ',') || Words(units_[from - 1]) == "to")) {
        continue;  // "to designate Alder"
      }
      Erase(from, i);
      i = from;
    }
  }

  // "Alder's Lisbon unit agreed to buy": Alder buys; not "Alder's Lisbon unit was bought".
  void DropOwnUnits() {
    for (size_t i = 0; i + 4 < units_.size(); ++i) {
      if (!IsParty(i) || !IsPossessive(i + 1)) continue;
      size_t at = i + 2;
      while (at < std::min(units_.size(), i + kLongestDescription) &&
             !ActsForOwner(doc_, units_[at].span.begin) && !IsParty(at))
        ++at;
      if (at + 3 >= units_.size() || IsParty(at)) continue;
      const bool acts = Is(at + 1, kStop) || Is(at + 1, kSaying) || Is(at + 1, kLead);
      bool passive = false;
      for (size_t k = at + 1; k <= at + 3; ++k)
        passive = passive || IsBeing(doc_, units_[k].span.begin);
      if (acts && !passive && ActsForOwner(doc_, units_[at].span.begin)) Erase(i + 1, at + 1);
    }
  }

  // "its shipping unit, Quillon, to Brack": Quillon is meant.
  void DropNamedUnits() {
    for (size_t i = 3; i < units_.size(); ++i) {
      if (!IsParty(i) || !IsMark(i - 1, ',') || !Is(i - 2, kUnit)) continue;
      const bool comma = IsMark(i + 1, ',');
      const bool list =
          comma && (IsParty(i + 2) || (i + 2 < units_.size() && Words(units_[i + 2]) == "and"));
      if (list || (!comma && !IsMark(i + 1, '.') && i + 1 < units_.size())) continue;
      size_t from = i - 2;
      while (from > 0 && i - from < kLongestDescription + 3 && Describes(units_[from - 1])) --from;
      const bool whose = from > 0 && IsParty(from - 1) && IsPossessive(from);
      if (from == 0 || (!Is(from - 1, kDeterminer) && !whose)) continue;
      if (comma) Erase(i + 1, i + 2);
      from = whose ? from + 2 : from - 1;
      Erase(from, i);
      i = from;
    }
  }

  // The dot of "U.S.", or its letters.
  bool IsAbbreviated(size_t i) const {
    return IsMark(i, '.') && i > 0 &&
           (units_[i - 1].span.size() == 1 || LowerCase(Words(units_[i - 1])) == "no");
  }

  bool Describes(const Unit& u) const {
    if (u.mention >= 0) return false;
    const std::string_view words = Words(u);
    if (u.mark)
      return words == "-" || words == "'" || words == "\"";  // "Lisbon-based", "Portugal's"
    const bool joined = u.span.begin > 0 && doc_.text()[u.span.begin - 1] == '-';
    if (u.word_class >= 0 && u.word_class != kUnit && !joined) return false;
    // "Lisbon-based", "state-owned", also spaced.
    const size_t before = doc_.text().find_last_not_of(' ', u.span.begin - 1);
    return !EndsAsVerb(words) ||
           (u.span.begin > 0 && before != std::string_view::npos && doc_.text()[before] == '-');
  }

  // ", as it contracted": who the sentence is about.
  void ResolvePronouns() {
    size_t subject = 0;
    while (subject < units_.size() && !IsParty(subject)) ++subject;
    for (size_t i = subject + 1; i + 1 < units_.size(); ++i) {
      if (!Is(i, kPronoun) || (units_[i].span.size() != 2 && units_[i].span.size() != 4)) continue;
      if (!IsLink(Words(units_[i - 1]))) continue;
      StandFor(subject, i);
    }
  }

  // "Alder won approval from the ministry for its purchase of Quillon": Alder's purchase. "Its" is
  // never a person's, and not the sentence's subject's where its own clause has one.
  void ResolvePossessives() {
    size_t first = FirstParty(0);
    while (first < units_.size() && Mention(units_[first]).person) first = FirstParty(first + 1);
    bool between = false;
    for (size_t i = first + 1; i < units_.size(); ++i) {
      between = between || (IsParty(i) && Mention(units_[i]).item != Mention(units_[first]).item);
      const std::string_view word = Words(units_[i]);
      if (!between || units_[i].mention >= 0 || (word != "its" && word != "their")) continue;
      const size_t own = ClauseSubject(first, i);
      if (TellsOfDeal(i + 1) && (own == first || FirstParty(own + 1) < i)) StandFor(own, i);
    }
  }

  // "Alder fell after Quillon cut its stake": the party behind the last "after", else `first`.
  size_t ClauseSubject(size_t first, size_t pronoun) const {
    for (size_t i = pronoun - 1; i > first + 1; --i) {
      if (units_[i].mention >= 0 || !BeginsClause(doc_, units_[i].span.begin)) continue;
      if (i + 1 >= pronoun || !IsParty(i + 1) || Mention(units_[i + 1]).person) return first;
      return IsPossessive(i + 2) ? first : i + 1;
    }
    return first;
  }

  size_t FirstParty(size_t from) const {
    while (from < units_.size() && !IsParty(from)) ++from;
    return from;
  }

  void StandFor(size_t party, size_t pronoun) {
    Unit& unit = units_[pronoun];
    unit.possessive = Words(unit) == "its" || Words(unit) == "their";
    unit.mention = units_[party].mention;
    unit.word_class = -1;
  }

  // "Fresh from its purchase of Quillon, Alder said": the party behind the comma.
  void ResolveAhead() {
    constexpr size_t kFarthest = 24;
    const size_t named = FirstParty(0);
    size_t subject = std::max<size_t>(named, 1);
    const auto heads = [this](size_t i) {
      return IsParty(i) && IsMark(i - 1, ',') && i + 1 < units_.size() && !units_[i + 1].mark &&
             Words(units_[i + 1]) != "and" && !Mention(units_[i]).person;
    };
    while (subject < std::min(units_.size(), kFarthest) && !heads(subject)) ++subject;
    if (subject >= std::min(units_.size(), kFarthest)) return;
    for (size_t i = named; i < subject; ++i) {
      if (IsParty(i) && Mention(units_[i]).item == Mention(units_[subject]).item) return;
    }
    for (size_t i = 0; i < named; ++i) {
      const std::string word = LowerCase(Words(units_[i]));
      const bool whose = word == "its" && TellsOfDeal(i + 1);
      if (whose || (i > 0 && word == "it" && !units_[i + 1].mark)) StandFor(subject, i);
    }
  }

  // "That led to its offer for Quillon": the offer of who the sentence before was about.
  void ResolveBefore(int subject) {
    for (size_t i = 0; subject >= 0 && i + 1 < units_.size() && !IsParty(i); ++i) {
      if (Words(units_[i]) != "its" || !TellsOfDeal(i + 1)) continue;
      units_[i].mention = static_cast<int>(mentions_.size());
      units_[i].possessive = true;
      units_[i].word_class = -1;
      mentions_.push_back({Slot::kParty, subject, units_[i].span});
      return;
    }
  }

  // "its planned takeover": a deal's noun is among the next words.
  bool TellsOfDeal(size_t from) const {
    for (size_t i = from; i < std::min(units_.size(), from + kLongestDescription); ++i) {
      if (NamesDeal(doc_, units_[i].span.begin)) return true;
      if (units_[i].mark || IsParty(i) || Is(i, kPreposition)) return false;
    }
    return false;
  }

  // "Alder of Porto, Portugal, bought Quillon in Lisbon": the place behind a party's name goes.
  void DropPlaces() {
    for (size_t i = 0; i + 1 < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      size_t at = i + 1;
      const bool comma = IsMark(at, ',');
      if (comma) ++at;
      if (at < units_.size() && Words(units_[at]) == "based") ++at;
      if (at < units_.size() && (Words(units_[at]) == "of" || Words(units_[at]) == "in")) ++at;
      if (at == i + 1 || at >= units_.size() || !IsPlace(at)) continue;
      size_t end = at + 1;
      while (IsMark(end, ',') && end + 1 < units_.size() && IsPlace(end + 1)) end += 2;
      if (IsMark(end, '.') && !units_[end].space && end + 1 < units_.size()) ++end;  // "Pa."
      if (IsPossessive(end)) continue;  // "Alder, Portugal's largest pump maker,"
      // A place's own comma, and the one behind it, go; not one that separates parties.
      const bool list =
          IsParty(end + 1) || (end + 1 < units_.size() && Words(units_[end + 1]) == "and");
      if (IsMark(end, ',') && (comma || end > at + 1) && !list) ++end;
      Erase(i + 1, end);
    }
  }

  bool IsPlace(size_t i) const {
    return units_[i].place || (units_[i].capital && IsState(doc_, units_[i].span.begin));
  }

  // "Alder chief executive Harker": the person.
  void DropTitles() {
    for (size_t i = 0; i + 2 < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      size_t end = i + 1;
      while (end < units_.size() && units_[end].mention < 0 && !units_[end].mark &&
             IsTitle(doc_, units_[end].span.begin))
        ++end;
      if (end > i + 1 && IsParty(end) && Mention(units_[end]).person) Erase(i, end);
    }
  }

  // "Alder workers sued": they are not Alder.
  void DropStaff() {
    for (size_t i = 0; i + 1 < units_.size(); ++i) {
      if (!IsParty(i) || units_[i + 1].mention >= 0 || !IsStaff(doc_, units_[i + 1].span.begin))
        continue;
      units_[i].mention = -1;
    }
  }

  // "Alder rival Quillon", "Alder unit Quillon": the second is meant.
  void DropRivals() {
    for (size_t i = 0; i + 2 < units_.size(); ++i) {
      if (!IsParty(i)) continue;
      if (Is(i + 1, kUnit) && IsParty(i + 2)) Erase(i, i + 2);
      // "by Brack's Alder", not "bought Brack's Alder".
      size_t owned = i + 1;
      if (!IsPossessive(owned)) continue;
      owned += owned + 1 < units_.size() && Words(units_[owned + 1]) == "s" ? 2 : 1;
      const bool passes = i > 0 && Is(i - 1, kPreposition) && Words(units_[i - 1]) != "of" &&
                          Words(units_[i - 1]) != "for";
      if (IsParty(owned) && passes) Erase(i, owned);
    }
  }

  // "its Quillon unit": the noun behind a party's name.
  void DropUnitWords() {
    for (size_t i = 0; i + 1 < units_.size(); ++i) {
      if (IsParty(i) && Is(i + 1, kUnit) && !IsPossessive(i + 2)) Erase(i + 1, i + 2);
    }
  }

  // ", a maker of pumps," behind a party goes; ", which owns Quillon," becomes a clause of its own.
  std::vector<std::vector<Unit>> TakeAppositions() {
    std::vector<std::vector<Unit>> relatives;
    for (size_t i = 0; i + 2 < units_.size(); ++i) {
      if (!IsParty(i) || !IsMark(i + 1, ',')) continue;
      if (IsParty(i + 2) && IsMark(i + 3, ',') &&
          Mention(units_[i + 2]).item == Mention(units_[i]).item) {
        Erase(i + 1, i + 4);  // "Alder, the pump maker,"
        continue;
      }
      const std::string_view word = Words(units_[i + 2]);
      const bool relative = word == "which" || word == "who";
      const bool aside = word == "whose" || word == "where" ||
                         (Is(i + 2, kPreposition) && i + 3 < units_.size() &&
                          (Words(units_[i + 3]) == "whom" || Words(units_[i + 3]) == "which"));
      // "Harker, Alder's largest shareholder, sued".
      const bool whose = IsParty(i + 2) && IsPossessive(i + 3);
      if (!relative && !aside && !whose && !Apposes(i + 2)) continue;
      size_t j = i + 3;
      while (j < units_.size() && j - i < kLongestApposition && !Closes(j)) ++j;
      const bool ends = j < units_.size() && (IsMark(j, ',') || IsMark(j, '.') || IsMark(j, ';'));
      if (!ends && j < units_.size()) continue;
      const bool verb = Is(j + 1, kStop) || Is(j + 1, kLead) || Is(j + 1, kSaying);
      if (whose && (!IsMark(j, ',') || !verb || Words(units_[j + 1]) == "and")) continue;
      if (relative) {
        const size_t head = word == "which" && Mention(units_[i]).person ? FirstParty(0) : i;
        if (head == i || !Mention(units_[head]).person)
          relatives.push_back(Headed(units_, head, i + 3, j));
      } else if (!aside && !whose) {
        appositions_.push_back(Describe(i, j));
        if (const size_t at = DealBegin(doc_, mentions_, units_, i + 2, j); at > 0)
          asides_.push_back(Headed(units_, i, at, j));
      } else if (word == "whose" && DealBegin(doc_, mentions_, units_, i + 3, j) > 0) {
        asides_.push_back(Headed(units_, i, i + 3, j));
        asides_.back()[0].possessive = true;
      }
      // "from Quillon, which makes pumps, and Harker is": another clause, and no list.
      const bool joined =
          relative && IsMark(j, ',') && IsParty(j + 2) && Words(units_[j + 1]) == "and";
      if (joined) units_[j].hash = ';';
      Erase(i + 1, IsMark(j, ',') ? j + 1 : j);
    }
    return relatives;
  }

  bool Apposes(size_t i) const {
    if (Is(i, kDeterminer)) return true;
    if (units_[i].mention >= 0 || units_[i].mark) return false;
    if (units_[i].place && IsPossessive(i + 1)) return true;  // "Portugal's largest pump maker"
    return units_[i].word_class < 0 && !units_[i].capital && IsMark(i + 1, '-');
  }

  bool Closes(size_t j) const {
    return IsMark(j, ',') || IsMark(j, ';') || (IsMark(j, '.') && j + 1 == units_.size());
  }

  Apposition Describe(size_t party, size_t end) const {
    Apposition out;
    out.party = Mention(units_[party]).item;
    out.span = {units_[party + 2].span.begin, units_[end - 1].span.end};
    bool unit = false;
    for (size_t k = party + 2; k < end; ++k) {
      unit = unit || IsPart(Words(units_[k]));
      if (IsParty(k) && (unit || IsPossessive(k + 1))) {
        out.owner = Mention(units_[k]).item;
        break;
      }
    }
    return out;
  }

  bool IsPossessive(size_t i) const { return IsMark(i, '\'') && !units_[i].space; }

  Clause Render(const std::vector<Unit>& units) const {
    Clause clause;
    clause.span = sentence_.span;
    clause.text.reserve(sentence_.span.size());
    clause.pieces.reserve(units.size());
    for (const Unit& u : units) {
      if (u.space && !clause.text.empty() && clause.text.back() != ' ') clause.text += ' ';
      Clause::Piece piece{static_cast<uint32_t>(clause.text.size()), u.span, -1, u.first_token,
                          u.end_token};
      if (u.mention >= 0) {
        piece.mention = static_cast<int>(clause.mentions.size());
        clause.mentions.push_back(Mention(u));
        clause.text += SlotChar(Mention(u).slot);
        if (u.possessive) clause.text += "'s";
      } else if (u.mark && u.hash == ';') {
        clause.text += ';';
      } else {
        AppendLowerCase(Words(u), &clause.text);
      }
      clause.pieces.push_back(piece);
    }
    return clause;
  }

  const Document& doc_;
  const Sentence& sentence_;
  std::vector<SlotMention> mentions_;  // of the sentence, and those found here
  std::vector<Unit> units_;
  std::vector<Apposition> appositions_;
  std::vector<std::vector<Unit>> asides_;  // clauses in parentheses
};

std::vector<Clause> SkeletonBuilder::Build(const Document& doc, const Sentence& sentence,
                                           const std::vector<SlotMention>& mentions, size_t first,
                                           size_t end, const OneWordNames& names,
                                           Topic topic) const {
  return SkeletonWriter(*this, doc, sentence, mentions, first, end, names).Write(topic);
}

}  // namespace dealwire
