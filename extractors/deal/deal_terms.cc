#include "extractors/deal/deal_terms.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "extractors/deal/deal_value.h"
#include "extractors/deal/status_history.h"
#include "extractors/rules/names.h"
#include "pipeline/text/word_set.h"

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

// Deals that may give exclusive rights.
bool Grants(DealType type) {
  return Runs(type) && type != DealType::kRevenueShare && type != DealType::kLoan;
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
    case DealStatus::kDisputed:
      return "filed";
    case DealStatus::kRejected:
      return "rejected";
    case DealStatus::kWithdrawn:
    case DealStatus::kTerminated:
      return "terminated";
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
  const RuleSet& rules;
  const Document& doc;
  const Extraction& x;
  const Sentence& sentence;
  const std::vector<SlotMention>& mentions;
  size_t first, end;
  TriggerMask bits;

  bool Find(const Rule& rule, TextSpan* match) const {
    return bits.Holds(rule.needs) && rules.FindIn(rule, doc, sentence, match);
  }
  bool Any(const std::vector<const Rule*>& all) const {
    return std::any_of(all.begin(), all.end(), [this](const Rule* rule) {
      TextSpan match;
      return Find(*rule, &match);
    });
  }
  TextSpan Trimmed(TextSpan span) const {
    while (!span.empty() && doc.text()[span.end - 1] == ' ') --span.end;
    return span;
  }
  // "$3 million contingent upon": the amount right before.
  int MoneyBefore(uint32_t at) const {
    for (size_t i = first; i < end; ++i) {
      const SlotMention& m = mentions[i];
      if (m.slot != Slot::kMoney || m.span.end >= at) continue;
      const std::string_view between = doc.text().substr(m.span.end, at - m.span.end);
      if (between == " " || between == " will " || between == " would " || between == " will be " ||
          between == " is ")
        return m.item;
    }
    return -1;
  }
  // Begins after the article was published: nothing can have been announced then.
  bool Ahead(const DateMention& date) const {
    constexpr size_t kDay = 10;  // bytes of "2026-04-27"
    return x.published.value.size() >= kDay && date.earliest > x.published.value.substr(0, kDay);
  }
  // "the past five years", "two weeks ago" tell of what has been.
  bool LiesAhead(const DateMention& date) const {
    static const WordSet kPast = {"past", "last", "previous", "recent"},
                         kAfter = {"ago", "earlier", "later", "after", "before", "old"},
                         kBefore = {"past", "last", "in", "within", "after"};
    for (uint32_t t = doc.TokenAt(date.span.begin);
         t < doc.tokens().size() && doc.tokens()[t].begin < date.span.end; ++t) {
      if (kPast.Has(doc.tokens()[t])) return false;
    }
    for (size_t i = first; i < end; ++i) {  // "$3 million a year"
      if (mentions[i].slot == Slot::kMoney && mentions[i].span.end + 1 == date.span.begin)
        return false;
    }
    return !kAfter.HasAfter(doc, date.span.end) && !kBefore.HasBefore(doc, date.span.begin);
  }
  // Who has exclusive rights: the party named last before them, or the one they are given to.
  int HolderAt(TextSpan match, const Deal& deal) const {
    static const WordSet kGiving = {"grant", "grants", "granted", "give",  "gives",
                                    "gave",  "award",  "awarded", "offer", "offered"};
    int before = -1, after = -1;
    uint32_t from = sentence.span.begin;
    for (size_t i = first; i < end; ++i) {
      const SlotMention& m = mentions[i];
      if (m.slot != Slot::kParty) continue;
      const bool known = std::any_of(deal.parties.begin(), deal.parties.end(),
                                     [&](const DealParty& p) { return p.party == m.item; });
      if (known && m.span.end <= match.begin) before = m.item, from = m.span.end;
      if (known && m.span.begin >= match.end && after < 0) after = m.item;
    }
    for (uint32_t t = doc.TokenAt(from);
         t < doc.tokens().size() && doc.tokens()[t].begin < match.begin; ++t) {
      if (kGiving.Has(doc.tokens()[t])) return after;
    }
    return before;
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
  reader.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    Entry entry;
    entry.rule = &rule;
    if (StartsWith(rule.name, "deal.condition.")) {
      entry.skip = rule.Attribute("condition") == "skip";
      const int kind = entry.skip ? 0 : IndexOf(kConditionKindNames, rule.Attribute("condition"));
      if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown condition");
      entry.condition = static_cast<ConditionKind>(kind);
      reader.conditions_.push_back(entry);
    } else if (StartsWith(rule.name, "deal.exclusivity.")) {
      const int kind = IndexOf(kExclusivityNames, rule.Attribute("exclusivity"));
      if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown exclusivity");
      entry.exclusivity = static_cast<Exclusivity>(kind);
      reader.exclusivities_.push_back(entry);
    } else if (StartsWith(rule.name, "deal.date.")) {
      entry.date = rule.Attribute("date");
      if (entry.date.empty())
        return Status::Error(rule.where + ": " + rule.name + ": no attribute date");
      reader.dates_.push_back(entry);
    }
    const std::pair<const char*, std::vector<const Rule*>*> kinds[] = {
        {"deal.cap.", &reader.caps_},          {"deal.exclusivity_skip.", &reader.not_exclusive_},
        {"deal.scope.", &reader.scopes_},      {"deal.term.", &reader.runs_},
        {"deal.term_start.", &reader.starts_}, {"deal.term_end.", &reader.ends_},
        {"deal.end_event.", &reader.events_}};
    for (const auto& [prefix, list] : kinds) {
      if (StartsWith(rule.name, prefix)) list->push_back(&rule);
    }
  }
  return reader;
}

void TermReader::ReadConditions(const Scope& s, Deal* deal) const {
  std::vector<TextSpan> skipped;
  for (const Entry& entry : conditions_) {
    Condition condition;
    condition.kind = entry.condition;
    if (!s.Find(*entry.rule, &condition.span)) continue;
    if (entry.skip) {
      skipped.push_back(condition.span);
      continue;
    }
    condition.span = s.Trimmed(condition.span);
    const bool known =
        std::any_of(deal->conditions.begin(), deal->conditions.end(), [&](const Condition& c) {
          const bool named = entry.condition < ConditionKind::kMilestone;
          return c.span.Overlaps(condition.span) && (!named || c.kind == entry.condition);
        });
    const bool none = std::any_of(skipped.begin(), skipped.end(), [&](TextSpan span) {
      return span.begin == condition.span.begin;
    });
    if (known || none) continue;
    if (entry.condition >= ConditionKind::kMilestone)
      condition.applies_to = s.MoneyBefore(condition.span.begin);
    if (condition.applies_to >= 0) PlaceContingent(condition.applies_to, &deal->value);
    const auto quote = std::lower_bound(
        s.x.quotes.begin(), s.x.quotes.end(), condition.span.begin,
        [](const QuoteMention& q, uint32_t begin) { return q.span.begin < begin; });
    if (quote != s.x.quotes.end() && quote->direct && condition.span.Contains(quote->text))
      condition.quote = static_cast<int>(quote - s.x.quotes.begin());
    deal->conditions.push_back(condition);
  }
}

void TermReader::ReadExclusivity(const Scope& s, Deal* deal) const {
  if (!Grants(deal->type) || deal->terms.exclusivity != Exclusivity::kUnknown) return;
  for (const Entry& entry : exclusivities_) {
    TextSpan match;
    if (!s.Find(*entry.rule, &match)) continue;
    const bool none =
        std::any_of(not_exclusive_.begin(), not_exclusive_.end(), [&](const Rule* rule) {
          TextSpan other;
          return rule->pattern.MatchAt(s.doc.text(), match.begin, s.sentence.span.end, &other);
        });
    if (none) continue;
    deal->terms.exclusivity = entry.exclusivity;
    deal->terms.exclusivity_span = match;
    const int licensee = PartyIn(*deal, Role::kLicensee);
    deal->terms.exclusivity_holder = licensee >= 0 ? licensee : s.HolderAt(match, *deal);
    ReadScope(s, &deal->terms);
    return;
  }
}

void TermReader::ReadScope(const Scope& s, DealTerms* terms) const {
  const std::string_view words = s.doc.text().substr(
      terms->exclusivity_span.begin, s.sentence.span.end - terms->exclusivity_span.begin);
  for (const Rule* rule : scopes_) {
    Captures captures;
    const int group = rule->pattern.GroupIndex("scope");
    const auto size = static_cast<uint32_t>(words.size());
    if (!rule->pattern.Find(words, 0, size, &captures) || !captures.Has(group)) continue;
    terms->exclusivity_scope = std::string(Slice(words, captures[group]));
    return;
  }
}

// How long a deal runs, from a sentence that says so.
void TermReader::ReadTerm(const Scope& s, Deal* deal) const {
  constexpr uint32_t kBefore = 40;  // bytes before a date that make it a beginning or an end
  DealTerms& terms = deal->terms;
  for (const Rule* rule : events_) {
    Captures captures;
    if (!s.bits.Holds(rule->needs) || !terms.end_condition.empty()) continue;
    if (rule->pattern.Find(s.doc.text(), s.sentence.span.begin, s.sentence.span.end, &captures))
      terms.end_condition = std::string(s.doc.Words(captures[rule->pattern.GroupIndex("event")]));
  }
  for (size_t i = s.first; i < s.end; ++i) {
    if (s.mentions[i].slot != Slot::kDate) continue;
    const int index = s.mentions[i].item;
    const DateMention& date = s.x.dates[index];
    const TextSpan before{
        std::max(s.sentence.span.begin, date.span.begin < kBefore ? 0 : date.span.begin - kBefore),
        date.span.begin};
    const std::string_view words = s.doc.Words(before);
    auto stands = [&](const std::vector<const Rule*>& rules) {
      return std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) {
        TextSpan match;
        return rule->pattern.Find(words, 0, before.size(), &match);
      });
    };
    if (date.kind == DateKind::kDuration) {
      if (terms.term_duration < 0 && s.LiesAhead(date)) terms.term_duration = index;
    } else if (date.kind != DateKind::kDate || (date.earliest.empty() && date.latest.empty())) {
      continue;
    } else if (date.bound == Bound::kStart || stands(starts_)) {
      if (terms.term_start < 0) terms.term_start = index;
      AddDate("effective", index, deal);
    } else if (date.bound == Bound::kEnd || stands(ends_)) {
      if (terms.term_end < 0) terms.term_end = index;
      AddDate("expires", index, deal);
    }
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
      if (Runs(deal->type) && deal->terms.term_duration < 0 && s.LiesAhead(date))
        deal->terms.term_duration = index;
    } else if (date.bound == Bound::kEnd && Runs(deal->type) &&
               deal->status != DealStatus::kTerminated) {
      if (deal->terms.term_end < 0) deal->terms.term_end = index;
      if (!date.event.empty() && deal->terms.end_condition.empty())
        deal->terms.end_condition = date.event;
    } else if (!plain && date.kind == DateKind::kDate && !date.earliest.empty() &&
               date.timex3 != "PRESENT_REF" && !s.Ahead(date)) {
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
  if (share.payer < 0 || share.payee < 0) return;
  for (size_t i = s.first; i < s.end && share.percent < 0; ++i) {
    if (s.mentions[i].slot == Slot::kPercent) share.percent = s.mentions[i].item;
  }
  share.until = deal->terms.term_end;
  share.capped = s.Any(caps_);
  deal->terms.revenue_share.push_back(share);
}

void TermReader::Read(const Document& doc, const Extraction& x, const Sentence& sentence,
                      const std::vector<SlotMention>& mentions, size_t first, size_t end,
                      const TriggerMask& bits, std::vector<DealCandidate*> deals) const {
  const Scope scope{*rules_, doc, x, sentence, mentions, first, end, bits};
  for (DealCandidate* candidate : deals) {
    Deal* deal = &candidate->deal;
    // A deal that is only mentioned is not dated by its sentence.
    if (candidate->rule->Attribute("mention").empty()) ReadDates(scope, deal);
    ReadConditions(scope, deal);
    if (Runs(deal->type) && scope.Any(runs_)) ReadTerm(scope, deal);
    ReadExclusivity(scope, deal);
    ReadRevenueShare(scope, deal);
    NoteStatus(deal);
  }
}

void TermReader::ReadFollowing(const Document& doc, const Extraction& x, const Sentence& sentence,
                               const std::vector<SlotMention>& mentions, size_t first, size_t end,
                               const TriggerMask& bits, Deal* deal) const {
  const Scope scope{*rules_, doc, x, sentence, mentions, first, end, bits};
  ReadNamedDates(scope, deal);
  ReadConditions(scope, deal);
  if (!Runs(deal->type)) return;
  if (scope.Any(runs_)) ReadTerm(scope, deal);
  if (deal->terms.exclusivity == Exclusivity::kUnknown) {
    const DealTerms before = deal->terms;
    ReadExclusivity(scope, deal);
    // Far from the deal's own words only who gets what makes it a term of the deal.
    if (deal->terms.exclusivity_holder < 0 || deal->terms.exclusivity_scope.empty())
      deal->terms = before;
  }
  if (!deal->terms.revenue_share.empty() && scope.Any(caps_))
    deal->terms.revenue_share.front().capped = true;
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
    const bool tells = !span.empty() && span.size() < 60 &&
                       !StartsWith(doc.Words(span), "privat") && doc.Words(span) != "public";
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
