#include "extractors/deal/deal_terms.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace dealwire {
namespace {

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

int PartyIn(const Deal& deal, Role role) {
  for (const DealParty& p : deal.parties) {
    if (p.role == role) return p.party;
  }
  return -1;
}

// Deals that run for a time.
bool Runs(DealType type) {
  switch (type) {
    case DealType::kLicence:
    case DealType::kExclusivity:
    case DealType::kPartnership:
    case DealType::kRevenueShare:
    case DealType::kPurchaseContract:
    case DealType::kJointVenture:
    case DealType::kLoan:
      return true;
    default:
      return false;
  }
}

void AddDate(std::string_view name, int date, Deal* deal) {
  for (auto& [known, dates] : deal->dates) {
    if (known != name) continue;
    if (std::find(dates.begin(), dates.end(), date) == dates.end()) dates.push_back(date);
    return;
  }
  deal->dates.push_back({std::string(name), {date}});
}

// What a plain date of a sentence says about a deal in a state.
std::string_view DateName(const Deal& deal) {
  switch (deal.status) {
    case DealStatus::kCompleted:
      return "completed";
    case DealStatus::kSigned:
      return "signed";
    case DealStatus::kInEffect:
    case DealStatus::kSuperseded:
    case DealStatus::kExpired:
      return "";
    default:
      return "announced";
  }
}

}  // namespace

struct TermReader::Scope {
  const Document& doc;
  const Extraction& x;
  const Sentence& sentence;
  const std::vector<SlotMention>& mentions;
  size_t first, end;
  uint64_t bits;

  bool Find(const Rule& rule, TextSpan* match) const {
    return (bits & rule.needs) == rule.needs &&
           rule.pattern.Find(doc.text(), sentence.span.begin, sentence.span.end, match);
  }
  // The first date at or behind `at`; -1 if there is none.
  int DateFrom(uint32_t at) const {
    for (size_t i = first; i < end; ++i) {
      if (mentions[i].slot == Slot::kDate && mentions[i].span.begin >= at &&
          x.dates[mentions[i].item].kind == DateKind::kDate) {
        return mentions[i].item;
      }
    }
    return -1;
  }
};

Result<TermReader> TermReader::Make(const RuleSet& rules) {
  TermReader reader;
  for (const Rule& rule : rules.rules()) {
    Entry entry;
    entry.rule = &rule;
    if (StartsWith(rule.name, "deal.condition.")) {
      const int kind = FindName(rule.Attribute("condition"), kConditionKindNames,
                                std::size(kConditionKindNames));
      if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown condition");
      entry.condition = static_cast<ConditionKind>(kind);
      reader.conditions_.push_back(entry);
    } else if (StartsWith(rule.name, "deal.exclusivity.")) {
      const int kind =
          FindName(rule.Attribute("exclusivity"), kExclusivityNames, std::size(kExclusivityNames));
      if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown exclusivity");
      entry.exclusivity = static_cast<Exclusivity>(kind);
      reader.exclusivities_.push_back(entry);
    } else if (StartsWith(rule.name, "deal.date.")) {
      entry.date = rule.Attribute("date");
      if (entry.date.empty())
        return Status::Error(rule.where + ": " + rule.name + ": no attribute date");
      reader.dates_.push_back(entry);
    } else if (StartsWith(rule.name, "deal.cap.")) {
      reader.caps_.push_back(&rule);
    }
  }
  return reader;
}

void TermReader::ReadConditions(const Scope& s, Deal* deal) const {
  for (const Entry& entry : conditions_) {
    Condition condition;
    if (!s.Find(*entry.rule, &condition.span)) continue;
    const bool known =
        std::any_of(deal->conditions.begin(), deal->conditions.end(),
                    [&](const Condition& c) { return c.span.Overlaps(condition.span); });
    if (known) continue;
    condition.kind = entry.condition;
    for (size_t i = s.first; i < s.end; ++i) {
      // "$3 million contingent upon": the amount right before.
      if (s.mentions[i].slot == Slot::kMoney && s.mentions[i].span.end <= condition.span.begin &&
          condition.span.begin - s.mentions[i].span.end <= 2) {
        condition.applies_to = s.mentions[i].item;
      }
    }
    const auto quote = std::lower_bound(
        s.x.quotes.begin(), s.x.quotes.end(), condition.span.begin,
        [](const QuoteMention& q, uint32_t begin) { return q.span.begin < begin; });
    if (quote != s.x.quotes.end() && quote->direct && condition.span.Contains(quote->text)) {
      condition.quote = static_cast<int>(quote - s.x.quotes.begin());
    }
    deal->conditions.push_back(condition);
  }
}

void TermReader::ReadExclusivity(const Scope& s, Deal* deal) const {
  if (!Runs(deal->type) || deal->terms.exclusivity != Exclusivity::kUnknown) return;
  for (const Entry& entry : exclusivities_) {
    TextSpan match;
    if (!s.Find(*entry.rule, &match)) continue;
    deal->terms.exclusivity = entry.exclusivity;
    deal->terms.exclusivity_span = match;
    if (deal->type == DealType::kLicence)
      deal->terms.exclusivity_holder = PartyIn(*deal, Role::kLicensee);
    return;
  }
}

void TermReader::ReadNamedDates(const Scope& s, Deal* deal) const {
  for (const Entry& entry : dates_) {
    TextSpan match;
    if (!s.Find(*entry.rule, &match)) continue;
    if (const int date = s.DateFrom(match.end); date >= 0) AddDate(entry.date, date, deal);
  }
}

void TermReader::ReadDates(const Scope& s, Deal* deal) const {
  ReadNamedDates(s, deal);
  bool plain = !deal->dates.empty();
  for (size_t i = s.first; i < s.end; ++i) {
    if (s.mentions[i].slot != Slot::kDate) continue;
    const int index = s.mentions[i].item;
    const DateMention& date = s.x.dates[index];
    if (date.kind == DateKind::kDuration) {
      if (Runs(deal->type) && deal->terms.term_duration < 0) deal->terms.term_duration = index;
    } else if (date.bound == Bound::kEnd && Runs(deal->type)) {
      if (deal->terms.term_end < 0) deal->terms.term_end = index;
      if (!date.event.empty() && deal->terms.end_condition.empty())
        deal->terms.end_condition = date.event;
    } else if (!plain && date.kind == DateKind::kDate && !date.earliest.empty() &&
               date.timex3 != "PRESENT_REF") {
      const std::string_view name = DateName(*deal);
      if (!name.empty()) AddDate(name, index, deal);
      plain = true;
    }
  }
}

void TermReader::ReadRevenueShare(const Scope& s, Deal* deal) const {
  if (deal->type != DealType::kRevenueShare || !deal->terms.revenue_share.empty()) return;
  RevenueShare share;
  share.payer = PartyIn(*deal, Role::kPayer);
  share.payee = PartyIn(*deal, Role::kPayee);
  share.percent = deal->stake.percent;
  share.until = deal->terms.term_end;
  for (const Rule* rule : caps_) {
    TextSpan match;
    share.capped = share.capped || s.Find(*rule, &match);
  }
  deal->terms.revenue_share.push_back(share);
}

void TermReader::Read(const Document& doc, const Extraction& x, const Sentence& sentence,
                      const std::vector<SlotMention>& mentions, size_t first, size_t end,
                      uint64_t bits, std::vector<DealCandidate*> deals) const {
  const Scope scope{doc, x, sentence, mentions, first, end, bits};
  for (DealCandidate* candidate : deals) {
    Deal* deal = &candidate->deal;
    ReadDates(scope, deal);
    ReadConditions(scope, deal);
    ReadExclusivity(scope, deal);
    ReadRevenueShare(scope, deal);
  }
}

void TermReader::ReadFollowing(const Document& doc, const Extraction& x, const Sentence& sentence,
                               const std::vector<SlotMention>& mentions, size_t first, size_t end,
                               uint64_t bits, Deal* deal) const {
  const Scope scope{doc, x, sentence, mentions, first, end, bits};
  ReadNamedDates(scope, deal);
  ReadConditions(scope, deal);
}

void ReadAppositions(const Document& doc, const Extraction& x, const Clause& clause, Deal* deal) {
  const int target = PartyIn(*deal, Role::kTarget);
  if (target < 0) return;
  for (const Apposition& a : clause.appositions) {
    if (a.party != target) continue;
    const bool known =
        a.owner < 0 || std::any_of(deal->parties.begin(), deal->parties.end(),
                                   [&](const DealParty& p) { return p.party == a.owner; });
    if (!known && PartyIn(*deal, Role::kSeller) < 0 &&
        x.parties[a.owner].kind != PartyKind::kPerson) {
      deal->parties.push_back({a.owner, Role::kSeller});
    }
    if (!deal->target_business.empty() || a.owner >= 0) continue;
    // "a Lisbon-based software maker": what stands between the article and the head noun.
    std::string_view words = doc.Words(a.span);
    static constexpr std::string_view kHeads[] = {" concern",  " company", " firm",
                                                  " business", " group",   " operator"};
    TextSpan span = a.span;
    for (const std::string_view article : {"a ", "an ", "the "}) {
      if (StartsWith(words, article)) span.begin += static_cast<uint32_t>(article.size());
    }
    words = doc.Words(span);
    for (const std::string_view head : kHeads) {
      const size_t at = words.find(head);
      if (at == std::string_view::npos) continue;
      span.end = span.begin + static_cast<uint32_t>(at);
      words = doc.Words(span);
    }
    const size_t based = words.find("-based ");
    if (based != std::string_view::npos) span.begin += static_cast<uint32_t>(based + 7);
    const bool tells =
        !span.empty() && span.size() < 60 && !StartsWith(doc.Words(span), "privately");
    if (tells) deal->target_business = span;
  }
}

void ReadLocation(const Document& doc, const std::vector<TextSpan>& places, const Clause& clause,
                  Deal* deal) {
  constexpr uint32_t kReach = 40;  // bytes between a target's name and its place
  const int target = PartyIn(*deal, Role::kTarget);
  if (target < 0 || !deal->target_location.empty()) return;
  for (const SlotMention& m : clause.mentions) {
    if (m.slot != Slot::kParty || m.item != target) continue;
    const auto at = std::lower_bound(places.begin(), places.end(), m.span);
    // "Porto-based Quillon"
    if (at != places.begin()) {
      const TextSpan before = *(at - 1);
      if (before.end < m.span.begin && StartsWith(doc.text().substr(before.end), "-based") &&
          m.span.begin - before.end < kReach) {
        deal->target_location = before;
        return;
      }
    }
    if (at == places.end() || at->begin < m.span.end || at->begin - m.span.end > kReach) continue;
    const std::string_view between = doc.text().substr(m.span.end, at->begin - m.span.end);
    const bool stands = between == " of " || between == ", of " || between == " in " ||
                        between == ", in " || between == ", " ||
                        between.find("based in ") != std::string_view::npos ||
                        (StartsWith(between, ", a ") && between.find_last_of(',') == 0);
    if (!stands) continue;
    TextSpan place = *at;
    // "Porto, Portugal"
    const auto next = at + 1;
    if (next != places.end() && doc.text().substr(place.end, next->begin - place.end) == ", ")
      place.end = next->end;
    deal->target_location = place;
    return;
  }
}

}  // namespace dealwire
