#include "extractors/deal/status_history.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "extractors/deal/deal_matcher.h"
#include "extractors/rules/names.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

bool Ended(DealStatus s) {
  return s == DealStatus::kRejected || s == DealStatus::kWithdrawn || s == DealStatus::kTerminated;
}

bool Agreed(DealStatus s) {
  return s == DealStatus::kAgreed || s == DealStatus::kSigned || s == DealStatus::kPending ||
         s == DealStatus::kCompleted || s == DealStatus::kInEffect;
}

// The date of a state that a deal's own sentence gives.
int DateOf(const Deal& deal) {
  for (const auto& [name, dates] : deal.dates) {
    if (name != "expected_close" && name != "effective" && name != "expires" && !dates.empty())
      return dates.front();
  }
  return -1;
}

const std::string& DayOf(const Extraction& x, const StatusChange& change) {
  static const std::string kNone;
  return change.date < 0 ? kNone : x.dates[change.date].earliest;
}

// "if the deal was completed": nothing has happened yet.
bool IsSupposed(const Document& doc, uint32_t at) {
  static const WordSet kSupposing = {"if", "once", "unless", "until", "when", "whether", "before"};
  return kSupposing.HasBefore(doc, at);
}

// Whether a state told of "the deal" may be its state now: it is no step back, and an offer that
// was rejected before the two agreed says nothing.
bool Advances(const Extraction& x, const StatusChange& change, const Deal& deal) {
  if (Progress(deal.type, change.status, change.span) <=
      Progress(deal.type, deal.status, deal.status_span))
    return false;
  if (change.status == DealStatus::kRejected && Agreed(deal.status)) return false;
  const std::string& day = DayOf(x, change);
  const int known = DateOf(deal);
  return day.empty() || known < 0 || day >= x.dates[known].earliest;
}

}  // namespace

int Progress(DealType type, DealStatus s, TextSpan words) {
  if (s == DealStatus::kAnnounced && words.empty()) return 0;
  switch (s) {
    case DealStatus::kNone:
      return 0;
    case DealStatus::kRumoured:
    case DealStatus::kConsidered:
      return 1;
    case DealStatus::kAnnounced:
      return 2;
    case DealStatus::kProposed:
      return 3;
    case DealStatus::kAgreed:
    case DealStatus::kSigned:
    case DealStatus::kPending:
    case DealStatus::kInEffect:
      return 4;
    case DealStatus::kDisputed:
      return type == DealType::kSettlement ? 1 : 5;
    case DealStatus::kAmended:
      return 5;
    default:
      return Ended(s) || s == DealStatus::kSuperseded ? 7 : 6;
  }
}

void NoteStatus(Deal* deal) {
  const bool told = deal->status != DealStatus::kAnnounced || !deal->status_span.empty();
  if (told && deal->status != DealStatus::kNone)
    deal->status_history.push_back({deal->status, DateOf(*deal), deal->status_span});
}

Result<HistoryReader> HistoryReader::Make(const RuleSet& rules) {
  HistoryReader reader;
  reader.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    if (!rule.name.starts_with("deal.history.")) continue;
    const int status = IndexOf(kDealStatusNames, rule.Attribute("status"));
    if (status <= 0) return Status::Error(rule.where + ": " + rule.name + ": unknown status");
    reader.entries_.push_back({&rule, static_cast<DealStatus>(status)});
  }
  return reader;
}

bool HistoryReader::Worth(const TriggerMask& bits) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [bits](const auto& entry) { return bits.Holds(entry.first->needs); });
}

void HistoryReader::ReadFollowing(const Document& doc, const Extraction& x,
                                  const Sentence& sentence,
                                  const std::vector<SlotMention>& mentions, size_t first,
                                  size_t end, const TriggerMask& bits, Deal* deal) const {
  for (const auto& [rule, status] : entries_) {
    TextSpan match;
    if (!bits.Holds(rule->needs)) continue;
    if (!rules_->FindIn(*rule, doc, sentence, &match)) continue;
    if (IsSupposed(doc, match.begin)) continue;
    StatusChange change{status, -1, match};
    for (size_t i = first; i < end && change.date < 0; ++i) {
      if (mentions[i].slot == Slot::kDate && x.dates[mentions[i].item].kind == DateKind::kDate &&
          !x.dates[mentions[i].item].earliest.empty())
        change.date = mentions[i].item;
    }
    if (Advances(x, change, *deal)) {
      deal->status = status;
      deal->status_span = match;
    }
    deal->status_history.push_back(change);
    return;
  }
}

void FinishHistory(const Extraction& x, Deal* deal) {
  std::vector<StatusChange>& all = deal->status_history;
  std::stable_sort(all.begin(), all.end(), [deal](const StatusChange& a, const StatusChange& b) {
    return Progress(deal->type, a.status, a.span) < Progress(deal->type, b.status, b.span);
  });
  // Each state once, with its first date.
  std::vector<StatusChange> kept;
  for (const StatusChange& change : all) {
    const auto known = std::find_if(
        kept.begin(), kept.end(), [&](const StatusChange& k) { return k.status == change.status; });
    if (known == kept.end()) {
      kept.push_back(change);
    } else if (!DayOf(x, change).empty() &&
               (DayOf(x, *known).empty() || DayOf(x, change) < DayOf(x, *known))) {
      *known = change;
    }
  }
  // The dated ones among themselves stand by date.
  std::vector<StatusChange> dated;
  for (const StatusChange& change : kept) {
    if (!DayOf(x, change).empty()) dated.push_back(change);
  }
  std::stable_sort(dated.begin(), dated.end(), [&x](const StatusChange& a, const StatusChange& b) {
    return DayOf(x, a) < DayOf(x, b);
  });
  auto next = dated.begin();
  for (StatusChange& change : kept) {
    if (!DayOf(x, change).empty()) change = *next++;
  }
  // An offer that was rejected or withdrawn, and agreed on later, is agreed on.
  if (kept.size() > 1 && Ended(deal->status) && Agreed(kept.back().status)) {
    deal->status = kept.back().status;
    deal->status_span = kept.back().span;
  }
  if (kept.size() < 2) kept.clear();
  all = std::move(kept);
}

void SettleDates(const Extraction& x, Deal* deal) {
  for (auto& [name, dates] : deal->dates) {
    if (dates.size() < 2) continue;
    int best = dates.front();
    auto within = [&x](int a, int b) {  // day b lies in a's time
      return x.dates[a].earliest <= x.dates[b].earliest && x.dates[b].latest <= x.dates[a].latest;
    };
    for (const int date : dates) {
      const bool finer = within(best, date) && !within(date, best);
      const bool plainer = within(best, date) && within(date, best) &&
                           x.dates[best].anchor_date >= 0 && x.dates[date].anchor_date < 0;
      if (finer || plainer) best = date;
    }
    if (std::all_of(dates.begin(), dates.end(), [&](int date) { return within(date, best); }))
      dates = {best};
  }
}

}  // namespace dealwire
