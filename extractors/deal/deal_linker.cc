#include "extractors/deal/deal_linker.h"

#include <algorithm>
#include <string>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/deal_merge.h"
#include "extractors/deal/skeleton.h"

namespace dealwire {

struct DealLinker::Impl {
  const RuleSet* rules;
  SkeletonBuilder skeletons;
  DealMatcher matcher;

  void ReadSentence(const Document& doc, const Extraction& x, uint32_t index, const std::vector<SlotMention>& mentions,
                    size_t first, size_t end, int subject, std::vector<DealCandidate>* out) const;
};

namespace {

// The party that a sentence is about: the first one in it.
int SubjectOf(const std::vector<SlotMention>& mentions, size_t first, size_t end) {
  for (size_t i = first; i < end; ++i) {
    if (mentions[i].slot == Slot::kParty) return mentions[i].item;
  }
  return -1;
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
  return DealLinker(std::make_unique<Impl>(Impl{&rules, skeletons.Take(), matcher.Take()}));
}

void DealLinker::Impl::ReadSentence(const Document& doc, const Extraction& x, uint32_t index,
                                    const std::vector<SlotMention>& mentions, size_t first, size_t end, int subject,
                                    std::vector<DealCandidate>* out) const {
  const Sentence& sentence = doc.sentences()[index];
  const uint64_t bits = rules->Triggers(doc.tokens(), sentence.first_token, sentence.end_token);
  if (bits == 0) return;
  for (const Clause& clause : skeletons.Build(doc, sentence, mentions, first, end, subject)) {
    const size_t from = out->size();
    matcher.Match(doc, x, clause, bits, out);
    for (size_t i = from; i < out->size(); ++i) (*out)[i].sentence = index;
  }
}

void DealLinker::Link(const Document& doc, Extraction* x) const {
  const std::vector<SlotMention> mentions = CollectMentions(*x);
  std::vector<DealCandidate> candidates;
  size_t first = 0;
  int subject = -1;
  for (uint32_t i = 0; i < doc.sentences().size() && first < mentions.size(); ++i) {
    const TextSpan span = doc.sentences()[i].span;
    while (first < mentions.size() && mentions[first].span.end <= span.begin) ++first;
    size_t end = first;
    while (end < mentions.size() && mentions[end].span.begin < span.end) ++end;
    const int own = SubjectOf(mentions, first, end);
    if (own >= 0 || subject >= 0) impl_->ReadSentence(doc, *x, i, mentions, first, end, subject, &candidates);
    if (own >= 0) subject = own;
  }
  x->deals = MergeDeals(*x, candidates);
  for (Deal& deal : x->deals) deal.title = DealTitle(doc, *x, deal);
}

std::vector<Found> DealLinker::RunExample(const Rule& rule, const Document& doc) const {
  (void)rule;
  (void)doc;
  (void)ExampleValue;
  return {};
}

}  // namespace dealwire
