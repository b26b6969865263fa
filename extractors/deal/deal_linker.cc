#include "extractors/deal/deal_linker.h"

#include <algorithm>
#include <string>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/deal_merge.h"
#include "extractors/deal/deal_terms.h"
#include "extractors/deal/deal_value.h"
#include "extractors/deal/money_flow.h"
#include "extractors/deal/rule_example.h"
#include "extractors/deal/skeleton.h"
#include "extractors/deal/timeline.h"

namespace dealwire {

struct DealLinker::Impl {
  const RuleSet* rules;
  SkeletonBuilder skeletons;
  DealMatcher matcher;
  ValueReader values;
  TermReader terms;
  FlowReader flows;

  void ReadSentence(const Document& doc, uint32_t index, const std::vector<SlotMention>& mentions, size_t first,
                    size_t end, const OneWordNames& names, int subject, Extraction* x, std::vector<DealCandidate>* out) const;
};

namespace {

// The party that a sentence is about: the first one in it.
int SubjectOf(const std::vector<SlotMention>& mentions, size_t first, size_t end) {
  for (size_t i = first; i < end; ++i) {
    if (mentions[i].slot == Slot::kParty) return mentions[i].item;
  }
  return -1;
}

// How many sentences behind one that names a deal may tell more about it.
constexpr uint32_t kFollowingSentences = 4;

std::vector<DealCandidate*> Pointers(size_t from, size_t to, std::vector<DealCandidate>* all) {
  std::vector<DealCandidate*> out;
  for (size_t i = from; i < to; ++i) out.push_back(&(*all)[i]);
  return out;
}

// Clauses and terms in quotation marks belong to the deal that was told last before them, or in their sentence.
void LinkClauses(const Document& doc, Extraction* x) {
  for (size_t q = 0; q < x->quotes.size(); ++q) {
    const QuoteMention& quote = x->quotes[q];
    if (!quote.direct || (quote.kind != QuoteKind::kClause && quote.kind != QuoteKind::kTerm)) continue;
    const uint32_t end = doc.sentences()[doc.SentenceAt(quote.span.begin)].span.end;
    Deal* home = nullptr;
    uint32_t nearest = 0;
    for (Deal& deal : x->deals) {
      for (const TextSpan& evidence : deal.evidence) {
        if (evidence.begin < end && (home == nullptr || evidence.begin >= nearest)) {
          home = &deal;
          nearest = evidence.begin;
        }
      }
    }
    if (home != nullptr) home->clauses.push_back(static_cast<int>(q));
  }
}

bool ReadsWords(const Rule& rule) {
  for (const char* group : {"status", "undisclosed", "condition", "exclusivity", "date", "cap"}) {
    if (rule.name.rfind("deal." + std::string(group) + ".", 0) == 0) return true;
  }
  return false;
}

// "acquirer=Alder target=Quillon", in the order of the parties.
std::string ExampleValue(const Extraction& x, const Deal& deal) {
  std::string out;
  for (const DealParty& p : deal.parties) {
    if (!out.empty()) out += ' ';
    out += std::string(kRoleNames[static_cast<int>(p.role)]) + "=" + x.parties[p.party].name;
  }
  return out;
}

}  // namespace

DealLinker::DealLinker(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DealLinker::DealLinker(DealLinker&&) noexcept = default;
DealLinker& DealLinker::operator=(DealLinker&&) noexcept = default;
DealLinker::~DealLinker() = default;

Result<DealLinker> DealLinker::Make(const RuleBook& book) {
  const RuleSet& rules = book.Kind("deal");
  Result<SkeletonBuilder> skeletons = SkeletonBuilder::Make(book);
  if (!skeletons.ok()) return skeletons.status();
  Result<DealMatcher> matcher = DealMatcher::Make(rules);
  if (!matcher.ok()) return matcher.status();
  Result<TermReader> terms = TermReader::Make(rules);
  if (!terms.ok()) return terms.status();
  Result<FlowReader> flows = FlowReader::Make(rules);
  if (!flows.ok()) return flows.status();
  return DealLinker(std::make_unique<Impl>(
      Impl{&rules, skeletons.Take(), matcher.Take(), ValueReader(rules), terms.Take(), flows.Take()}));
}

void DealLinker::Impl::ReadSentence(const Document& doc, uint32_t index, const std::vector<SlotMention>& mentions,
                                    size_t first, size_t end, const OneWordNames& names, int subject, Extraction* x,
                                    std::vector<DealCandidate>* out) const {
  const Sentence& sentence = doc.sentences()[index];
  const uint64_t bits = rules->Triggers(doc.tokens(), sentence.first_token, sentence.end_token);
  if (bits == 0) return;
  const size_t from = out->size();
  DealMatcher::Counts counts{1, 0, 0, 0, 0};  // one party may be found in the skeleton only
  for (size_t i = first; i < end; ++i) ++counts[static_cast<size_t>(mentions[i].slot)];
  const bool follows = from > 0 && index - (*out)[from - 1].sentence <= kFollowingSentences;
  const bool flow = (counts[1] > 0 || counts[2] > 0) && flows.Worth(bits);
  if (!follows && !flow && !matcher.Worth(bits, counts)) return;
  const std::vector<Clause> clauses = skeletons.Build(doc, sentence, mentions, first, end, names, subject);
  std::vector<size_t> begins;  // of each clause's candidates
  for (const Clause& clause : clauses) {
    begins.push_back(out->size());
    matcher.Match(doc, *x, clause, bits, out);
    flows.Read(clause, bits, x);
  }
  begins.push_back(out->size());
  for (size_t c = 0; c < clauses.size(); ++c) {
    std::vector<DealCandidate*> deals = Pointers(begins[c], begins[c + 1], out);
    for (DealCandidate* d : deals) {
      d->sentence = index;
      ReadAppositions(doc, *x, clauses[0], &d->deal);
    }
    values.Read(*x, clauses[c], bits, deals);
  }
  if (out->size() > from) {
    std::vector<DealCandidate*> deals = Pointers(from, out->size(), out);
    values.ReadUndisclosed(doc, sentence, bits, &deals[0]->deal);
    terms.Read(doc, *x, sentence, mentions, first, end, bits, std::move(deals));
  } else if (follows) {
    // The sentence tells about the deal that was named last.
    Deal* last = &(*out)[from - 1].deal;
    for (const Clause& clause : clauses) values.ReadFollowing(*x, clause, bits, last);
    values.ReadUndisclosed(doc, sentence, bits, last);
    terms.ReadFollowing(doc, *x, sentence, mentions, first, end, bits, last);
  }
}

void DealLinker::Link(const Document& doc, Extraction* x) const {
  const std::vector<SlotMention> mentions = CollectMentions(*x);
  const OneWordNames names = CollectOneWordNames(doc, *x);
  std::vector<DealCandidate> candidates;
  size_t first = 0;
  int subject = -1;
  for (uint32_t i = 0; i < doc.sentences().size() && first < mentions.size(); ++i) {
    const TextSpan span = doc.sentences()[i].span;
    while (first < mentions.size() && mentions[first].span.end <= span.begin) ++first;
    size_t end = first;
    while (end < mentions.size() && mentions[end].span.begin < span.end) ++end;
    const int own = SubjectOf(mentions, first, end);
    if (own >= 0 || subject >= 0) impl_->ReadSentence(doc, i, mentions, first, end, names, subject, x, &candidates);
    if (own >= 0) subject = own;
  }
  CompleteSides(&candidates);
  x->deals = MergeDeals(*x, candidates);
  for (Deal& deal : x->deals) deal.title = DealTitle(doc, *x, deal);
  FlowFromDeals(x);
  LinkClauses(doc, x);
  BuildTimeline(doc, x);
  BuildChecks(x);
}

std::vector<Found> DealLinker::RunExample(const Rule& rule, const Document& doc) const {
  const Extraction x = ExampleMentions(doc);
  const std::vector<SlotMention> mentions = CollectMentions(x);
  std::vector<Found> found;
  for (const Sentence& sentence : doc.sentences()) {
    // Rules that read the words of the article rather than a skeleton.
    if (ReadsWords(rule)) {
      TextSpan match;
      if (rule.pattern.Find(doc.text(), sentence.span.begin, sentence.span.end, &match)) {
        found.push_back({match, std::string(rule.Attribute("status"))});
      }
      continue;
    }
    for (const Clause& clause : impl_->skeletons.Build(doc, sentence, mentions, 0, mentions.size(), {}, -1)) {
      if (rule.Attribute("type").empty()) {
        TextSpan match;
        const auto end = static_cast<uint32_t>(clause.text.size());
        if (rule.pattern.Find(clause.text, 0, end, &match)) found.push_back({clause.ToText(match), ""});
        continue;
      }
      std::vector<DealCandidate> candidates;
      impl_->matcher.MatchRule(rule, doc, x, clause, &candidates);
      for (const DealCandidate& c : candidates) found.push_back({clause.ToText(c.match), ExampleValue(x, c.deal)});
    }
  }
  return found;
}

}  // namespace dealwire
