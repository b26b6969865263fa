#include "extractors/deal/deal_linker.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>

#include "extractors/deal/checks.h"
#include "extractors/deal/deal_asset.h"
#include "extractors/deal/deal_facts.h"
#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/deal_merge.h"
#include "extractors/deal/deal_quotes.h"
#include "extractors/deal/deal_reference.h"
#include "extractors/deal/deal_terms.h"
#include "extractors/deal/deal_value.h"
#include "extractors/deal/money_flow.h"
#include "extractors/deal/relations.h"
#include "extractors/deal/rule_example.h"
#include "extractors/deal/skeleton.h"
#include "extractors/deal/status_history.h"
#include "extractors/deal/timeline.h"
#include "pipeline/text/word_set.h"

namespace dealwire {

// A sentence, with its share of the mentions, and what stands in it.
struct DealLinker::Scope {
  uint32_t index = 0;
  size_t first = 0, end = 0;
  int subject = -1;  // the party that the sentence before was about
  TriggerMask bits;
  std::vector<Clause> clauses;
  std::vector<ClauseTask> tasks;  // by clause
};

// One article while its sentences are read.
struct DealLinker::Article {
  Article(const Document& document, Extraction* extraction);

  const Document& doc;
  Extraction* x;
  std::vector<SlotMention> mentions;
  OneWordNames names;
  std::vector<TextSpan> places;
  std::vector<DealCandidate> candidates;
  Facts facts;

  std::vector<Scope> scopes;  // prepared and not read yet
  // Where to go on: the sentence, its first mention, the party that the sentence before was about.
  uint32_t next_sentence = 0;
  size_t next_mention = 0;
  int subject = -1;
};

struct DealLinker::Impl {
  const RuleSet* rules;
  SkeletonBuilder skeletons;
  DealMatcher matcher;
  ValueReader values;
  TermReader terms;
  FlowReader flows;
  FactReader facts;
  HistoryReader history;
  RelationReader relations;

  void Prepare(Article* article) const;
  std::vector<TriggerMask> EachTrigger(const Document& doc, const Sentence& sentence) const;
  void Build(const Article& article, Scope* scope) const;
  void FindHits(std::span<Article> articles) const;
  static bool MayShowMore(const Article& article, const Scope& scope);
  void ReadSentence(Scope* scope, Article* article) const;
  void Finish(Article* article) const;
  void ReadFarther(const Scope& scope, Article* article) const;
  void ReadDetails(const Scope& scope, const std::vector<size_t>& begins, Article* article) const;
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
// The same if the sentence names a party of the deal.
constexpr uint32_t kNamingSentences = 14;

// The candidate told last that has a party among the mentions, or null.
DealCandidate* LastNamed(const Extraction& x, const std::vector<SlotMention>& mentions,
                         size_t first, size_t end, uint32_t sentence,
                         std::vector<DealCandidate>* all) {
  for (auto c = all->rbegin(); c != all->rend() && sentence - c->sentence <= kNamingSentences;
       ++c) {
    for (size_t i = first; i < end; ++i) {
      if (mentions[i].slot != Slot::kParty) continue;
      // "the two companies" names both.
      const std::vector<int>& members = x.parties[mentions[i].item].members;
      for (const DealParty& p : c->deal.parties) {
        if (p.party == mentions[i].item ||
            std::find(members.begin(), members.end(), p.party) != members.end())
          return &*c;
      }
    }
  }
  return nullptr;
}

std::vector<DealCandidate*> Pointers(size_t from, size_t to, std::vector<DealCandidate>* all) {
  std::vector<DealCandidate*> out;
  for (size_t i = from; i < to; ++i) out.push_back(&(*all)[i]);
  return out;
}

std::vector<TextSpan> CollectPlaces(const Extraction& x) {
  std::vector<TextSpan> places;
  for (const Party& p : x.parties) {
    if (p.kind != PartyKind::kPlace) continue;
    for (const PartyMention& m : p.mentions) places.push_back(m.span);
  }
  std::sort(places.begin(), places.end());
  return places;
}

// "PORTO (Wire) - Alder said": the agency of the dateline tells the news and is in none of it.
void MarkAgency(const Document& doc, Extraction* x) {
  constexpr uint32_t kBeginning = 200;  // bytes
  for (Party& p : x->parties) {
    if (p.kind == PartyKind::kPerson || p.mentions.empty()) continue;
    const TextSpan span = p.mentions[0].span;
    const std::string_view behind = doc.text().substr(span.end, 3);
    const bool closed = behind == ") -" || behind == ") \xE2";  // a hyphen or a dash
    if (span.begin > 0 && span.begin < kBeginning && closed && doc.text()[span.begin - 1] == '(')
      p.kind = PartyKind::kPublication;
  }
}

// How many parties of a deal a sentence names.
size_t CountNamed(const std::vector<SlotMention>& mentions, size_t first, size_t end,
                  const Deal& deal) {
  return static_cast<size_t>(
      std::count_if(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
        return std::any_of(
            mentions.begin() + static_cast<std::ptrdiff_t>(first),
            mentions.begin() + static_cast<std::ptrdiff_t>(end),
            [&p](const SlotMention& m) { return m.slot == Slot::kParty && m.item == p.party; });
      }));
}

// The candidate that a sentence goes on about: the last one of the type that it names ("the
// venture"), else the last one, unless the sentence names more parties of one before it.
DealCandidate* Followed(const Document& doc, const Sentence& sentence,
                        const std::vector<SlotMention>& mentions, size_t first, size_t end,
                        std::vector<DealCandidate>* all) {
  const uint32_t types = TypesNamed(doc, sentence.span);
  const uint32_t last = all->back().sentence;
  for (auto c = all->rbegin(); types != 0 && c != all->rend(); ++c) {
    if (last - c->sentence > kNamingSentences) break;
    if ((types >> static_cast<uint32_t>(c->deal.type) & 1U) != 0) return &*c;
  }
  DealCandidate* best = &all->back();
  for (auto c = all->rbegin(); c != all->rend(); ++c) {
    if (last - c->sentence > kFollowingSentences) break;
    if (CountNamed(mentions, first, end, c->deal) > CountNamed(mentions, first, end, best->deal))
      best = &*c;
  }
  return best;
}

// A result that a company reports is never a deal's value, and makes no deal.
void DropResults(const Extraction& x, size_t from, std::vector<DealCandidate>* all) {
  for (size_t i = all->size(); i > from; --i) {
    DealCandidate& candidate = (*all)[i - 1];
    std::vector<int>& total = candidate.deal.value.total;
    const auto end = std::remove_if(total.begin(), total.end(), [&x](int money) {
      return x.money[money].purpose == Purpose::kRevenue;
    });
    if (end == total.end()) continue;
    total.erase(end, total.end());
    if (candidate.rule->Attribute("slots").find('M') != std::string_view::npos)
      all->erase(all->begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
}

// "This alliance": a sentence that goes on about the deal told before.
bool Refers(const Document& doc, const Sentence& sentence) {
  static const WordSet kThis = {"this", "the", "that"},
                       kNouns = {"deal",        "agreement",  "alliance", "partnership", "pact",
                                 "transaction", "investment", "contract", "accord",      "tie-up"};
  const std::vector<Token>& tokens = doc.tokens();
  const uint32_t first = sentence.first_token;
  return first + 1 < sentence.end_token && kThis.Has(tokens[first]) &&
         kNouns.Has(tokens[first + 1]);
}

// "Harker's Alder Holdings": who deals for himself deals for what is his.
void DealThroughVehicles(const Document& doc, const Extraction& x,
                         std::vector<DealCandidate>* candidates) {
  std::unordered_map<uint32_t, int> companies;  // by the byte where a mention begins
  std::unordered_map<int, int> owned;           // by person
  for (size_t i = 0; i < x.parties.size(); ++i) {
    if (x.parties[i].kind != PartyKind::kCompany && x.parties[i].kind != PartyKind::kFund) continue;
    for (const PartyMention& m : x.parties[i].mentions)
      companies.emplace(m.span.begin, static_cast<int>(i));
  }
  for (size_t i = 0; i < x.parties.size(); ++i) {
    if (x.parties[i].kind != PartyKind::kPerson) continue;
    for (const PartyMention& m : x.parties[i].mentions) {
      if (doc.text().substr(m.span.end, 3) != "'s ") continue;
      const auto company = companies.find(m.span.end + 3);
      if (company != companies.end()) owned.emplace(static_cast<int>(i), company->second);
    }
  }
  if (owned.empty()) return;
  for (DealCandidate& c : *candidates) {
    for (DealParty& p : c.deal.parties) {
      const auto company = owned.find(p.party);
      const bool acts = p.role == Role::kAcquirer || p.role == Role::kSeller ||
                        p.role == Role::kInvestor || p.role == Role::kHolder;
      const bool there =
          acts && company != owned.end() &&
          std::any_of(c.deal.parties.begin(), c.deal.parties.end(),
                      [&](const DealParty& q) { return q.party == company->second; });
      if (acts && company != owned.end() && !there) p.party = company->second;
    }
  }
}

bool ReadsWords(const Rule& rule) {
  for (const char* group : {"status", "undisclosed", "condition", "exclusivity", "exclusivity_skip",
                            "scope", "date", "cap", "duty_except", "term", "term_start", "term_end",
                            "end_event", "history", "relation"}) {
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
  Result<ValueReader> values = ValueReader::Make(rules);
  if (!values.ok()) return values.status();
  Result<FlowReader> flows = FlowReader::Make(rules);
  if (!flows.ok()) return flows.status();
  Result<RelationReader> relations = RelationReader::Make(rules);
  if (!relations.ok()) return relations.status();
  Result<HistoryReader> history = HistoryReader::Make(rules);
  if (!history.ok()) return history.status();
  return DealLinker(std::make_unique<Impl>(
      Impl{&rules, skeletons.Take(), matcher.Take(), values.Take(), terms.Take(), flows.Take(),
           FactReader(rules), history.Take(), relations.Take()}));
}

DealLinker::Article::Article(const Document& document, Extraction* extraction)
    : doc(document),
      x(extraction),
      mentions(CollectMentions(*extraction)),
      names(CollectOneWordNames(document, *extraction)),
      places(CollectPlaces(*extraction)) {}

namespace {

DealMatcher::Counts CountMentions(const std::vector<SlotMention>& mentions, size_t first,
                                  size_t end) {
  DealMatcher::Counts counts{};
  for (size_t i = first; i < end; ++i) ++counts[static_cast<size_t>(mentions[i].slot)];
  return counts;
}

}  // namespace

// By token.
std::vector<TriggerMask> DealLinker::Impl::EachTrigger(const Document& doc,
                                                       const Sentence& sentence) const {
  std::vector<TriggerMask> triggers;
  for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t)
    triggers.push_back(rules->Triggers(doc.tokens(), t, t + 1));
  return triggers;
}

// The clauses of a sentence, and the places in them where a rule may begin.
void DealLinker::Impl::Build(const Article& article, Scope* scope) const {
  const Document& doc = article.doc;
  const Sentence& sentence = doc.sentences()[scope->index];
  scope->clauses = skeletons.Build(doc, sentence, article.mentions, scope->first, scope->end,
                                   article.names, scope->subject);
  const std::vector<TriggerMask> triggers = EachTrigger(doc, sentence);
  for (const Clause& clause : scope->clauses)
    scope->tasks.push_back(matcher.Prepare(clause, triggers, sentence.first_token));
}

// Whether the skeleton may show a party more than there are mentions: a pronoun or "the company"
// that stands for one, or a name that headline capitals hid.
bool DealLinker::Impl::MayShowMore(const Article& article, const Scope& scope) {
  static const WordSet kStandFor = {"it", "its", "they", "their"}, kFirst = {"the", "this"};
  const std::vector<Token>& tokens = article.doc.tokens();
  const Sentence& sentence = article.doc.sentences()[scope.index];
  const std::vector<SlotMention>& mentions = article.mentions;
  if (kFirst.Has(tokens[sentence.first_token])) return true;
  size_t next = scope.first;
  for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    const Token& token = tokens[i];
    if (kStandFor.Has(token)) return true;
    while (next < scope.end && mentions[next].span.end <= token.begin) ++next;
    const bool whole = next < scope.end && mentions[next].span == token.span();
    if (!whole && token.Is(Token::kCapital) && article.names.contains(token.hash)) return true;
  }
  return false;
}

// Looks at the next sentences, as many as are worth keeping in memory at once.
void DealLinker::Impl::Prepare(Article* article) const {
  constexpr size_t kMostScopes = 256;
  const Document& doc = article->doc;
  const std::vector<SlotMention>& mentions = article->mentions;
  article->scopes.clear();
  size_t& first = article->next_mention;
  uint32_t& i = article->next_sentence;
  for (; i < doc.sentences().size() && article->scopes.size() < kMostScopes; ++i) {
    const Sentence& sentence = doc.sentences()[i];
    while (first < mentions.size() && mentions[first].span.end <= sentence.span.begin) ++first;
    size_t end = first;
    while (end < mentions.size() && mentions[end].span.begin < sentence.span.end) ++end;
    const int own = SubjectOf(mentions, first, end);
    if (own >= 0 || article->subject >= 0) {
      Scope scope{i, first, end, article->subject, {}, {}, {}};
      scope.bits = rules->Triggers(doc.tokens(), sentence.first_token, sentence.end_token);
      DealMatcher::Counts counts = CountMentions(mentions, first, end);
      bool worth = matcher.Worth(scope.bits, counts);
      ++counts[static_cast<size_t>(Slot::kParty)];
      worth = worth || (matcher.Worth(scope.bits, counts) && MayShowMore(*article, scope));
      if (worth) Build(*article, &scope);
      if (!scope.bits.empty()) article->scopes.push_back(std::move(scope));
    }
    if (own >= 0) article->subject = own;
  }
}

void DealLinker::Impl::FindHits(std::span<Article> articles) const {
  std::vector<ClauseTask*> tasks;
  for (Article& article : articles) {
    for (Scope& scope : article.scopes) {
      for (ClauseTask& task : scope.tasks) tasks.push_back(&task);
    }
  }
  matcher.FindHits(tasks);
}

// Amounts and terms for the deals of a sentence; `begins`: where each clause's candidates begin.
void DealLinker::Impl::ReadDetails(const Scope& scope, const std::vector<size_t>& begins,
                                   Article* article) const {
  const Document& doc = article->doc;
  const std::vector<Clause>& clauses = scope.clauses;
  for (size_t c = 0; c < clauses.size(); ++c) {
    std::vector<DealCandidate*> deals = Pointers(begins[c], begins[c + 1], &article->candidates);
    for (DealCandidate* d : deals) {
      d->sentence = scope.index;
      d->refers = Refers(doc, doc.sentences()[scope.index]);
      ReadAppositions(doc, *article->x, clauses[0], &d->deal);
      ReadLocation(doc, article->places, clauses[c], &d->deal);
      values.ReadShare(clauses[c], &d->deal);
    }
    values.Read(*article->x, clauses[c], scope.bits, deals);
  }
  const Sentence& sentence = doc.sentences()[scope.index];
  std::vector<DealCandidate*> deals = Pointers(begins.front(), begins.back(), &article->candidates);
  values.ReadUndisclosed(doc, sentence, scope.bits, &deals[0]->deal);
  terms.Read(doc, *article->x, sentence, article->mentions, scope.first, scope.end, scope.bits,
             std::move(deals));
}

// A sentence far behind a deal, but with a party of it.
void DealLinker::Impl::ReadFarther(const Scope& scope, Article* article) const {
  const std::vector<SlotMention>& mentions = article->mentions;
  const bool amounts = values.Worth(scope.bits) &&
                       std::any_of(mentions.begin() + scope.first, mentions.begin() + scope.end,
                                   [](const SlotMention& m) { return m.slot == Slot::kMoney; });
  if (article->candidates.empty() || (!amounts && !history.Worth(scope.bits))) return;
  DealCandidate* last =
      LastNamed(*article->x, mentions, scope.first, scope.end, scope.index, &article->candidates);
  if (last == nullptr) return;
  const Document& doc = article->doc;
  const Sentence& sentence = doc.sentences()[scope.index];
  history.ReadFollowing(doc, *article->x, sentence, mentions, scope.first, scope.end, scope.bits,
                        &last->deal);
  if (!amounts) return;
  for (const Clause& clause : skeletons.Build(doc, sentence, mentions, scope.first, scope.end,
                                              article->names, scope.subject))
    values.ReadFollowing(*article->x, clause, scope.bits, &last->deal);
}

void DealLinker::Impl::ReadSentence(Scope* scope, Article* article) const {
  const Document& doc = article->doc;
  const TriggerMask& bits = scope->bits;
  std::vector<DealCandidate>& all = article->candidates;
  const bool follows = !all.empty() && scope->index - all.back().sentence <= kFollowingSentences;
  if (scope->clauses.empty()) {
    const DealMatcher::Counts counts = CountMentions(article->mentions, scope->first, scope->end);
    const bool amounts = counts[static_cast<size_t>(Slot::kMoney)] > 0 ||
                         counts[static_cast<size_t>(Slot::kPercent)] > 0;
    const bool helps = !all.empty() && facts.Worth(bits);
    if (!follows && !helps && !(amounts && flows.Worth(bits))) return ReadFarther(*scope, article);
    Build(*article, scope);
  }
  std::vector<size_t> begins;
  for (size_t i = 0; i < scope->clauses.size(); ++i) {
    const Clause& clause = scope->clauses[i];
    begins.push_back(all.size());
    flows.Read(clause, bits, article->x);
    matcher.Read(doc, *article->x, scope->tasks[i], bits, &all);
    DropResults(*article->x, begins.back(), &all);
    flows.ReadOf(clause, bits, all, article->x);
    if (!all.empty()) facts.Read(doc, *article->x, clause, bits, &article->facts);
  }
  begins.push_back(all.size());
  if (begins.front() < begins.back()) return ReadDetails(*scope, begins, article);
  if (!follows) return ReadFarther(*scope, article);
  // The sentence tells about the deal that was named last.
  const Sentence& sentence = doc.sentences()[scope->index];
  Deal* last = &Followed(doc, sentence, article->mentions, scope->first, scope->end, &all)->deal;
  for (const Clause& clause : scope->clauses) values.ReadFollowing(*article->x, clause, bits, last);
  values.ReadUndisclosed(doc, sentence, bits, last);
  terms.ReadFollowing(doc, *article->x, sentence, article->mentions, scope->first, scope->end, bits,
                      last);
  history.ReadFollowing(doc, *article->x, sentence, article->mentions, scope->first, scope->end,
                        bits, last);
}

// The article as a whole, when all its sentences are read.
void DealLinker::Impl::Finish(Article* article) const {
  const Document& doc = article->doc;
  Extraction* x = article->x;
  DealThroughVehicles(doc, *x, &article->candidates);
  CompleteSides(&article->candidates);
  x->deals = MergeDeals(*x, article->candidates);
  NameAssets(doc, x);
  for (Deal& deal : x->deals) {
    deal.title = DealTitle(doc, *x, deal);
    FinishHistory(*x, &deal);
    SettleTotal(*x, &deal.value);
  }
  FactReader::Attach(doc, article->facts, x);
  FlowFromDeals(x);
  RestateTotals(doc, article->mentions, x);
  const DealReferences deals(doc, *x, article->mentions);
  relations.Read(doc, deals, x);
  LinkQuotes(doc, deals, x);
  BuildTimeline(doc, x);
  BuildChecks(doc, x);
  for (Deal& deal : x->deals) SettleDates(*x, &deal);
}

void DealLinker::Link(std::span<const Document> docs, std::span<Extraction> found) const {
  std::vector<Article> articles;
  articles.reserve(docs.size());
  for (size_t i = 0; i < docs.size(); ++i) {
    MarkAgency(docs[i], &found[i]);
    articles.emplace_back(docs[i], &found[i]);
  }
  const auto unread = [](const Article& a) { return a.next_sentence < a.doc.sentences().size(); };
  while (std::any_of(articles.begin(), articles.end(), unread)) {
    for (Article& article : articles) impl_->Prepare(&article);
    impl_->FindHits(articles);
    for (Article& article : articles) {
      for (Scope& scope : article.scopes) impl_->ReadSentence(&scope, &article);
    }
  }
  for (Article& article : articles) impl_->Finish(&article);
}

std::vector<Found> DealLinker::RunExample(const Rule& rule, const Document& doc) const {
  const Extraction x = ExampleMentions(doc);
  const std::vector<SlotMention> mentions = CollectMentions(x);
  std::vector<Found> found;
  for (const Sentence& sentence : doc.sentences()) {
    // Rules that read the words of the article rather than a skeleton.
    if (ReadsWords(rule)) {
      TextSpan match;
      if (impl_->rules->FindIn(rule, doc, sentence, &match)) {
        found.push_back({match, std::string(rule.Attribute("status"))});
      }
      continue;
    }
    for (const Clause& clause :
         impl_->skeletons.Build(doc, sentence, mentions, 0, mentions.size(), {}, -1)) {
      if (rule.Attribute("type").empty()) {
        TextSpan match;
        const auto end = static_cast<uint32_t>(clause.text.size());
        if (rule.pattern.Find(clause.text, 0, end, &match))
          found.push_back({clause.ToText(match), ""});
        continue;
      }
      std::vector<DealCandidate> candidates;
      ClauseTask task =
          impl_->matcher.Prepare(clause, impl_->EachTrigger(doc, sentence), sentence.first_token);
      impl_->matcher.MatchRule(rule, doc, x, std::move(task), &candidates);
      for (const DealCandidate& c : candidates)
        found.push_back({clause.ToText(c.match), ExampleValue(x, c.deal)});
    }
  }
  return found;
}

}  // namespace dealwire
