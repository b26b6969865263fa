#include "extractors/deal/deal_matcher.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "extractors/deal/deal_asset.h"
#include "extractors/deal/deal_sense.h"
#include "extractors/deal/skeleton_words.h"
#include "extractors/rules/names.h"

namespace dealwire {
namespace {

constexpr uint32_t kStatusReach = 140;  // bytes before and behind a match that may tell its status

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

Status Refuse(const Rule& rule, const std::string& reason) {
  return Status::Error(rule.where + ": " + rule.name + ": " + reason);
}

// Whoever speaks for a company is not bought, nor its partner: the company is.
int DealsFor(const Extraction& x, int party, Role role) {
  const Party& p = x.parties[party];
  const bool company = role == Role::kTarget || role == Role::kInvestee || role == Role::kPartner ||
                       role == Role::kOther;
  return p.kind == PartyKind::kPerson && p.of >= 0 && company ? p.of : party;
}

// A newspaper that is no target is the source of the news.
bool IsSource(const Extraction& x, const DealParty& p) {
  const bool dealt_with =
      p.role == Role::kTarget || p.role == Role::kInvestee || p.role == Role::kDefendant;
  return x.parties[p.party].kind == PartyKind::kPublication && !dealt_with;
}

// Whose product it is: it is told, or its name begins with the company's. -1 if nobody's.
int MakerOf(const Extraction& x, int product) {
  if (x.parties[product].of >= 0) return x.parties[product].of;
  for (size_t i = 0; i < x.parties.size(); ++i) {
    if (x.parties[i].kind == PartyKind::kCompany &&
        x.parties[product].name.starts_with(x.parties[i].name + " "))
      return static_cast<int>(i);
  }
  return -1;
}

// A group of parties stands for its members.
void AddParty(const Extraction& x, int named, Role role, std::vector<DealParty>* out) {
  const int party = DealsFor(x, named, role);
  // Whoever makes a product supplies it.
  if (x.parties[party].kind == PartyKind::kProduct && role == Role::kSupplier) {
    const int maker = MakerOf(x, party);
    if (maker >= 0) return AddParty(x, maker, role, out);
    // A product by one word tells nobody; "Alder 12" has its maker in its name.
    if (x.parties[party].name.find(' ') == std::string::npos) return;
  }
  if (x.parties[party].kind == PartyKind::kGroup && !x.parties[party].members.empty()) {
    for (const int member : x.parties[party].members) AddParty(x, member, role, out);
    return;
  }
  const bool known =
      std::any_of(out->begin(), out->end(), [&](const DealParty& p) { return p.party == party; });
  if (!known) out->push_back({party, role});
}

bool Enough(const DealMatcher::Counts& counts, const DealMatcher::Counts& wanted) {
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < wanted[i]) return false;
  }
  return true;
}

// "buy Alder's pump business": Alder sells, and what is bought is no party; not so "buy Alder's
// shares". `behind`: what follows the name.
bool PartIsBought(std::string_view behind) {
  if (!StartsWith(behind, "'s ") && !StartsWith(behind, "' ")) return false;
  behind.remove_prefix(behind.find(' ') + 1);
  static constexpr std::string_view kWhole[] = {"shares",      "stock",  "parent",
                                                "outstanding", "common", "board"};
  return std::none_of(std::begin(kWhole), std::end(kWhole),
                      [&](std::string_view w) { return StartsWith(behind, w); });
}

void AddMoney(const Clause& clause, TextSpan span, std::vector<int>* to) {
  for (const SlotMention& m : clause.In(span, Slot::kMoney)) to->push_back(m.item);
}

bool SameParties(const Deal& a, const Deal& b) {
  return std::equal(a.parties.begin(), a.parties.end(), b.parties.begin(), b.parties.end(),
                    [](const DealParty& p, const DealParty& q) {
                      return p.party == q.party && p.role == q.role;
                    });
}

// What another rule has read from the same words, with all there is to it.
bool Repeats(const DealCandidate& earlier, const DealCandidate& later) {
  const Deal &a = earlier.deal, &b = later.deal;
  return a.type == b.type && earlier.match.Overlaps(later.match) && SameParties(a, b) &&
         (b.value.total.empty() || !a.value.total.empty()) &&
         (b.stake.percent < 0 || a.stake.percent >= 0) && (b.subject.empty() || !a.subject.empty());
}

bool Holds(const Deal& deal, const DealParty& wanted) {
  return std::any_of(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
    return p.party == wanted.party && p.role == wanted.role;
  });
}

bool Holds(const Deal& deal, int party) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [&](const DealParty& p) { return p.party == party; });
}

bool Fills(const Deal& deal, Role role) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [&](const DealParty& p) { return p.role == role; });
}

// Two readings of the same words that agree on two parties: what they say of them differs.
bool Differ(const Deal& a, const Deal& b) {
  size_t shared = 0;
  bool roles = false;
  for (const DealParty& p : a.parties) {
    for (const DealParty& q : b.parties) {
      shared += p.party == q.party;
      roles = roles || (p.party == q.party && p.role != q.role);
    }
  }
  return shared > 1 && (roles || a.type != b.type);
}

// Two readings of the same words that agree on one party and give another's role to somebody else.
bool Disagree(const Deal& a, const Deal& b) {
  const std::vector<DealParty>&p = a.parties, &q = b.parties;
  if (std::none_of(p.begin(), p.end(), [&](const DealParty& x) { return Holds(b, x); }))
    return false;
  return std::any_of(q.begin(), q.end(), [&](const DealParty& x) {
    return x.role != Role::kPartner && Fills(a, x.role) &&
           std::none_of(q.begin(), q.end(),
                        [&](const DealParty& y) { return y.role == x.role && Holds(a, y); });
  });
}

// Of readings that contradict each other the surest one stays; `first`: where the clause's begin.
void DropContradicted(size_t first, std::vector<DealCandidate>* all) {
  std::vector<DealCandidate> kept;
  for (size_t i = first; i < all->size(); ++i) {
    const DealCandidate& c = (*all)[i];
    bool lost = false;
    for (size_t k = first; k < all->size(); ++k) {
      DealCandidate& other = (*all)[k];
      if (other.deal.confidence <= c.deal.confidence || !other.match.Overlaps(c.match)) continue;
      const bool differ = Differ(other.deal, c.deal);
      if (!differ && !Disagree(other.deal, c.deal)) continue;
      lost = true;
      if (differ && other.deal.value.total.empty()) other.deal.value.total = c.deal.value.total;
      if (differ && other.deal.stake.percent < 0) other.deal.stake = c.deal.stake;
    }
    if (!lost) kept.push_back(c);
  }
  if (kept.size() == all->size() - first) return;
  all->erase(all->begin() + static_cast<std::ptrdiff_t>(first), all->end());
  std::move(kept.begin(), kept.end(), std::back_inserter(*all));
}

// Stakes in several companies are several deals.
std::vector<DealCandidate> SplitStakes(DealCandidate candidate) {
  std::vector<DealParty> targets, others;
  for (const DealParty& p : candidate.deal.parties)
    (p.role == Role::kTarget ? targets : others).push_back(p);
  std::vector<DealCandidate> out;
  if (candidate.deal.type != DealType::kStake || targets.size() < 2) {
    out.push_back(std::move(candidate));
    return out;
  }
  for (const DealParty& target : targets) {
    out.push_back(candidate);
    out.back().deal.parties = others;
    out.back().deal.parties.push_back(target);
  }
  return out;
}

// A match whose words run on too far without a mention tells two things. Patterns leave gaps open,
// because counted repetitions make their automata large.
bool Strays(std::string_view words) {
  constexpr int kLongestGap = 16;
  int gap = 0;
  for (const char c : words) {
    if (c == '\xEE') gap = 0;  // first byte of a private-use character
    if (c == ' ' && ++gap > kLongestGap) return true;
  }
  return false;
}

// "does not plan to buy": a match that says that there is no deal.
bool Denied(std::string_view words) {
  static constexpr std::string_view kDenials[] = {" not ",     " never ", " denied ", " neither ",
                                                  " without ", " nor ",   " if "};
  for (const std::string_view denial : kDenials) {
    if (words.find(denial) != std::string_view::npos) return true;
  }
  const size_t no = words.find(" no ");
  return no != std::string_view::npos && !StartsWith(words.substr(no), " no longer");
}

}  // namespace

Status DealMatcher::ReadGroups(const Rule& rule, Entry* entry) {
  static constexpr std::array<std::string_view, 6> kOther = {"total", "up_front", "contingent",
                                                             "stake", "owned",    "subject"};
  const std::vector<std::string>& names = rule.pattern.group_names();
  for (size_t i = 1; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    std::string name = names[i];
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
    Group group;
    group.index = static_cast<int>(i);
    if (const auto* at = std::find(kOther.begin(), kOther.end(), name); at != kOther.end()) {
      group.kind = static_cast<Group::Kind>(at - kOther.begin() + 1);
    } else {
      const int role = IndexOf(kRoleNames, name);
      if (role < 0)
        return Refuse(rule, "a group named '" + names[i] + "' is no role and no amount");
      group.role = static_cast<Role>(role);
    }
    entry->groups.push_back(group);
  }
  return Status::Ok();
}

Result<DealMatcher> DealMatcher::Make(const RuleSet& rules) {
  DealMatcher matcher;
  for (const Rule& rule : rules.rules()) {
    const std::string_view type = rule.Attribute("type"), status = rule.Attribute("status");
    const int status_index = status.empty() ? 0 : IndexOf(kDealStatusNames, status);
    if (status_index < 0) return Refuse(rule, "unknown status '" + std::string(status) + "'");
    if (StartsWith(rule.name, "deal.status.")) {
      const std::string_view zone = rule.Attribute("zone");
      const uint8_t where = zone == "after"    ? 1
                            : zone == "before" ? 2
                            : zone == "lead"   ? 3
                            : zone == "last"   ? 4
                                               : 0;
      matcher.statuses_.push_back(
          {&rule, static_cast<DealStatus>(status_index), where, rule.pattern.GroupIndex("words")});
      continue;
    }
    if (type.empty()) continue;
    Entry entry;
    entry.rule = &rule;
    entry.alone = !rule.Attribute("alone").empty();
    entry.at_party = rule.pattern.prefix() == SlotChar(Slot::kParty);
    if (const std::string_view slots = rule.Attribute("slots"); !slots.empty()) {
      entry.slots = {};
      for (const char slot : slots) ++entry.slots[slot == 'P' ? 0 : slot == 'M' ? 1 : 2];
    }
    entry.status = static_cast<DealStatus>(status_index);
    const int type_index = IndexOf(kDealTypeNames, type);
    if (type_index < 0) return Refuse(rule, "unknown type '" + std::string(type) + "'");
    entry.type = static_cast<DealType>(type_index);
    if (Status s = ReadGroups(rule, &entry); !s.ok()) return s;
    matcher.entries_.push_back(std::move(entry));
  }
  return matcher;
}

bool DealMatcher::Worth(const TriggerMask& bits, const Counts& counts) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return bits.Holds(entry.rule->needs) && Enough(counts, entry.slots);
  });
}

ClauseTask DealMatcher::Prepare(const Clause& clause, std::span<const TriggerMask> triggers,
                                uint32_t first_token) const {
  ClauseTask task;
  task.clause = &clause;
  for (const TriggerMask& bits : triggers) task.bits |= bits;
  ClauseTask::Start behind;
  for (auto piece = clause.pieces.rbegin(); piece != clause.pieces.rend(); ++piece) {
    for (uint32_t t = piece->first_token; t < piece->end_token; ++t)
      behind.bits |= triggers[t - first_token];
    if (piece->mention < 0) continue;
    const Slot slot = clause.mentions[piece->mention].slot;
    ++behind.counts[static_cast<size_t>(slot)];
    behind.at = piece->at;
    if (slot == Slot::kParty) task.starts.push_back(behind);
  }
  behind.at = 0;
  task.starts.push_back(behind);
  std::reverse(task.starts.begin(), task.starts.end());
  return task;
}

void DealMatcher::FindHits(std::span<ClauseTask* const> tasks) const {
  for (size_t entry = 0; entry < entries_.size(); ++entry) {
    for (ClauseTask* task : tasks) {
      if (task->starts.size() > 1) FindHits(entry, task);
    }
  }
}

void DealMatcher::FindHits(size_t index, ClauseTask* task) const {
  const Entry& entry = entries_[index];
  const auto worth = [&](const ClauseTask::Start& start) {
    return start.bits.Holds(entry.rule->words) && Enough(start.counts, entry.slots);
  };
  if (!task->bits.Holds(entry.rule->needs) || !worth(task->starts[0])) return;
  const std::string_view text = task->clause->text;
  const auto end = static_cast<uint32_t>(text.size());
  TextSpan match;
  uint32_t at = 0;
  // Goes on behind a match, or, if its words tell of no deal, one byte behind its begin.
  const auto take = [&] {
    const std::string_view words = text.substr(match.begin, match.size());
    const bool good = !Denied(words) && !Strays(words);
    if (good) task->hits.push_back({index, match});
    at = good ? std::max(match.end, match.begin + 1) : match.begin + 1;
  };
  if (!entry.at_party) {
    while (at < end && entry.rule->pattern.Find(text, at, end, &match)) take();
    return;
  }
  for (size_t i = 1; i < task->starts.size(); ++i) {
    const ClauseTask::Start& start = task->starts[i];
    if (!worth(start)) return;  // nor do those behind it
    if (start.at >= at && entry.rule->pattern.MatchAt(text, start.at, end, &match)) take();
  }
}

void DealMatcher::Read(const Document& doc, const Extraction& x, const ClauseTask& task,
                       const TriggerMask& bits, std::vector<DealCandidate>* out) const {
  const size_t first = out->size();
  for (const ClauseTask::Hit& hit : task.hits) ReadHit(hit, doc, x, *task.clause, bits, first, out);
  if (out->size() > first + 1) DropContradicted(first, out);
}

void DealMatcher::MatchRule(const Rule& rule, const Document& doc, const Extraction& x,
                            ClauseTask task, std::vector<DealCandidate>* out) const {
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].rule == &rule) FindHits(i, &task);
  }
  for (const ClauseTask::Hit& hit : task.hits)
    ReadHit(hit, doc, x, *task.clause, TriggerMask::All(), out->size(), out);
}

void DealMatcher::ReadHit(const ClauseTask::Hit& hit, const Document& doc, const Extraction& x,
                          const Clause& clause, const TriggerMask& bits, size_t first,
                          std::vector<DealCandidate>* out) const {
  const Entry& entry = entries_[hit.entry];
  const TextSpan match = hit.match;
  const auto end = static_cast<uint32_t>(clause.text.size());
  const std::string_view words = std::string_view(clause.text).substr(match.begin, match.size());
  Captures captures;
  if (!entry.rule->pattern.MatchAt(clause.text, match.begin, end, &captures)) return;
  DealCandidate candidate;
  candidate.deal.type = entry.type;
  if (!Fill(entry, x, clause, captures, &candidate.deal) || Judges(x, candidate.deal, words))
    return;
  TurnSettlement(x, &candidate.deal);
  candidate.match = match;
  candidate.rule = entry.rule;
  candidate.deal.rule = entry.rule->name;
  candidate.deal.confidence = entry.rule->confidence;
  candidate.deal.evidence.push_back(clause.span);
  candidate.deal.words.push_back(clause.ToText(match));
  for (DealCandidate& one : SplitStakes(std::move(candidate))) {
    const bool known = std::any_of(out->begin() + static_cast<std::ptrdiff_t>(first), out->end(),
                                   [&](const DealCandidate& c) { return Repeats(c, one); });
    if (known) continue;
    FindStatus(entry, doc, clause, bits, match, &one.deal);
    out->push_back(std::move(one));
  }
}

// "Alder sold Brack and bought Quillon", "Alder has approval from Brack to buy Quillon": the party
// next to the verb is not its subject, the clause's first one is. -1: it is; kNobody: the subject
// has no name ("we own part of Brack and bought Quillon").
constexpr int kNobody = -2;
int FarSubject(const Clause& clause, TextSpan span) {
  const std::string_view text = clause.text;
  const std::string_view behind = text.substr(span.end), before = text.substr(0, span.begin);
  const bool joined = StartsWith(behind, " and ") || StartsWith(behind, ", and ");
  bool passed = false;  // "from Brack to buy"
  for (const std::string_view link : {"from ", "with ", "against ", "of ", "in ", "at "})
    passed = passed || before.ends_with(link);
  if (!joined && !(passed && StartsWith(behind, " to "))) return -1;
  const auto is_party = [](const SlotMention& m) { return m.slot == Slot::kParty; };
  const auto first = std::find_if(clause.mentions.begin(), clause.mentions.end(), is_party);
  const std::vector<SlotMention> own = clause.In(span, Slot::kParty);
  if (first == clause.mentions.end() || own.size() != 1) return -1;
  if (first->item == own[0].item) return joined && passed ? kNobody : -1;
  return first->item;
}

// "the company"
bool Described(const Extraction& x, const SlotMention& mention) {
  const std::vector<PartyMention>& all = x.parties[mention.item].mentions;
  return std::any_of(all.begin(), all.end(), [&](const PartyMention& m) {
    return m.span == mention.span && m.form == MentionForm::kDescriptor;
  });
}

// "Alder offered to buy the company": somebody else, the one named last before.
int NamedBefore(const Extraction& x, const Deal& deal, uint32_t at) {
  int best = -1;
  uint32_t nearest = 0;
  for (size_t i = 0; i < x.parties.size(); ++i) {
    const Party& p = x.parties[i];
    const auto party = static_cast<int>(i);
    const bool fits = p.kind == PartyKind::kCompany || p.kind == PartyKind::kOrganisation;
    if (!fits || Holds(deal, party)) continue;
    for (const PartyMention& m : p.mentions) {
      if (m.span.end > at || m.span.begin < nearest) continue;
      nearest = m.span.begin;
      best = party;
    }
  }
  return best;
}

void DealMatcher::FillRole(const Extraction& x, const Clause& clause, TextSpan match, TextSpan span,
                           Role role, Deal* deal) {
  const std::string_view behind = std::string_view(clause.text).substr(span.end);
  if (role == Role::kTarget && deal->type == DealType::kAcquisition) {
    if (StartsWith(behind, " shares") || StartsWith(behind, " stock"))
      deal->type = DealType::kStake;
    const bool told = match.end > span.end && behind[0] == '\'';  // the rule has seen to it
    if (!told && PartIsBought(behind)) {
      role = Role::kSeller;
      deal->type = DealType::kAssetSale;
      const uint32_t begin = span.end + static_cast<uint32_t>(behind.find(' ')) + 1;
      const std::string_view words = std::string_view(clause.text).substr(begin);
      deal->subject = clause.ToText({begin, begin + static_cast<uint32_t>(AssetLength(words))});
    }
  }
  const bool leads = span.begin == match.begin;
  const bool acts =
      leads && (role == Role::kAcquirer || role == Role::kSeller || role == Role::kInvestor ||
                role == Role::kBuyer || role == Role::kHolder);
  if (const int subject = acts ? FarSubject(clause, span) : -1; subject != -1) {
    if (subject >= 0) AddParty(x, subject, role, &deal->parties);
    return;
  }
  for (const SlotMention& m : clause.In(span, Slot::kParty)) {
    const bool again = role == Role::kTarget && Holds(*deal, m.item) && Described(x, m);
    const int other = again ? NamedBefore(x, *deal, m.span.begin) : -1;
    AddParty(x, other >= 0 ? other : m.item, role, &deal->parties);
  }
}

void DealMatcher::FillGroup(const Extraction& x, const Clause& clause, TextSpan match,
                            const Group& group, TextSpan span, Deal* deal) {
  switch (group.kind) {
    case Group::kRole:
      FillRole(x, clause, match, span, group.role, deal);
      break;
    case Group::kTotal:
      AddMoney(clause, span, &deal->value.total);
      break;
    case Group::kUpFront:
      AddMoney(clause, span, &deal->value.up_front);
      break;
    case Group::kContingent:
      AddMoney(clause, span, &deal->value.contingent);
      break;
    case Group::kStake:
    case Group::kOwned:
      for (const SlotMention& m : clause.In(span, Slot::kPercent)) {
        if (deal->stake.percent < 0) deal->stake = {m.item, group.kind == Group::kOwned};
      }
      break;
    case Group::kSubject:
      deal->subject = clause.ToText(span);
      break;
  }
}

bool DealMatcher::Fill(const Entry& entry, const Extraction& x, const Clause& clause,
                       const Captures& captures, Deal* deal) {
  for (const Group& group : entry.groups) {
    if (captures.Has(group.index))
      FillGroup(x, clause, captures[0], group, captures[group.index], deal);
  }
  if (std::any_of(deal->parties.begin(), deal->parties.end(), [&](const DealParty& p) {
        const PartyKind kind = x.parties[p.party].kind;
        return IsSource(x, p) || (p.role == Role::kPartner && kind == PartyKind::kPerson) ||
               (p.role == Role::kTarget && kind == PartyKind::kGovernment);
      })) {
    return false;
  }
  const size_t parties = deal->parties.size();
  if (!CanDeal(x, *deal)) return false;
  const bool amount =
      !deal->value.total.empty() || deal->stake.percent >= 0 || !deal->subject.empty();
  return parties >= 2 || (parties == 1 && (amount || entry.alone || StandsAlone(deal->type)));
}

bool DealMatcher::TryStatus(const Document& doc, const TriggerMask& bits, TextSpan where,
                            uint8_t zone, Deal* deal) const {
  if (where.empty()) return false;
  for (const StatusEntry& entry : statuses_) {
    Captures captures;
    if (entry.zone != zone || !bits.Holds(entry.rule->needs) ||
        !entry.rule->pattern.Find(doc.text(), where.begin, where.end, &captures))
      continue;
    deal->status = entry.status;
    const bool part = entry.words >= 0 && captures.Has(entry.words);
    deal->status_span = captures[part ? entry.words : 0];
    return true;
  }
  return false;
}

void DealMatcher::FindStatus(const Entry& entry, const Document& doc, const Clause& clause,
                             const TriggerMask& bits, TextSpan match, Deal* deal) const {
  const TextSpan words = clause.ToText(match);
  const TextSpan sentence = clause.span;
  const TextSpan behind{words.end, std::min(sentence.end, words.end + kStatusReach)};
  const TextSpan before{
      std::max(sentence.begin, words.begin < kStatusReach ? 0 : words.begin - kStatusReach),
      words.begin};
  deal->status = entry.status;
  // "the previous agreement": only of what can be renewed.
  const bool renewed = deal->type == DealType::kPartnership || deal->type == DealType::kLicence ||
                       deal->type == DealType::kRevenueShare ||
                       deal->type == DealType::kExclusivity;
  if (renewed && TryStatus(doc, bits, {before.begin, words.end}, 3, deal)) return;
  if (TryStatus(doc, bits, behind, 1, deal) || TryStatus(doc, bits, words, 0, deal) ||
      TryStatus(doc, bits, before, 2, deal) || TryStatus(doc, bits, behind, 4, deal))
    return;
  if (deal->status == DealStatus::kNone) deal->status = DealStatus::kAnnounced;
}

}  // namespace dealwire
