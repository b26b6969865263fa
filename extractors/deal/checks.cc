#include "extractors/deal/checks.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/deal/timeline.h"
#include "extractors/rules/numbers.h"

namespace dealwire {
namespace {

// The amount of a mention as it counts towards a sum: the value, or the most it can be.
const std::string& AmountOf(const MoneyMention& m) {
  return !m.value.empty() ? m.value : !m.max.empty() ? m.max : m.min;
}

void AddItems(ItemKind kind, const std::vector<int>& indexes, Check* check) {
  for (const int i : indexes) check->items.push_back({kind, i});
}

// One amount for a role of a deal: the common one of several tellings, else empty.
std::string Common(const Extraction& x, const std::vector<int>& items) {
  std::string amount;
  for (const int i : items) {
    const std::string& next = AmountOf(x.money[i]);
    if (!amount.empty() && next != amount) return {};
    amount = next;
  }
  return amount;
}

void CheckTotals(const Extraction& x, const Deal& deal, std::vector<Check>* checks) {
  if (deal.value.total.size() < 2) return;
  Check check{"deal.check.equal_totals", !Common(x, deal.value.total).empty(), {}};
  AddItems(ItemKind::kMoney, deal.value.total, &check);
  checks->push_back(std::move(check));
}

// The sum of the different amounts among several tellings.
std::string SumOf(const Extraction& x, const std::vector<int>& items) {
  std::set<std::string> amounts;
  for (const int i : items) {
    if (!AmountOf(x.money[i]).empty()) amounts.insert(AmountOf(x.money[i]));
  }
  std::string sum;
  for (const std::string& amount : amounts) sum = sum.empty() ? amount : AddDecimal(sum, amount);
  return sum;
}

void CheckParts(const Extraction& x, const Deal& deal, std::vector<Check>* checks) {
  const std::string total = Common(x, deal.value.total), first = SumOf(x, deal.value.up_front),
                    rest = SumOf(x, deal.value.contingent);
  if (total.empty() || first.empty() || rest.empty()) return;
  Check check{
      "deal.check.parts_sum_to_total", CompareDecimal(AddDecimal(first, rest), total) == 0, {}};
  for (const auto* part : {&deal.value.total, &deal.value.up_front, &deal.value.contingent})
    AddItems(ItemKind::kMoney, *part, &check);
  checks->push_back(std::move(check));
}

bool Within(const DateMention& a, const DateMention& b) {
  return b.earliest <= a.earliest && a.latest <= b.latest;
}

void CheckDates(const Document& doc, const Extraction& x, int index, std::vector<Check>* checks) {
  for (const auto& [name, dates] : x.deals[index].dates) {
    if (dates.size() < 2) continue;
    Check check{"deal.check.dates_agree", true, {{ItemKind::kDeal, index}}};
    AddItems(ItemKind::kDate, dates, &check);
    const DateMention& first = x.dates[dates.front()];
    for (const int date : dates) {
      const DateMention& other = x.dates[date];
      check.ok = check.ok && (Within(first, other) || Within(other, first));
      if (BeginsEntry(doc, other)) check.rule = "deal.check.timeline_agrees";
    }
    checks->push_back(std::move(check));
  }
}

// The year of "2031-12", or -1.
int YearOf(const std::string& day) {
  return day.size() < 4 ? -1 : static_cast<int>(std::strtol(day.substr(0, 4).c_str(), nullptr, 10));
}

// How many years "P6Y" is, or -1.
int YearsOf(const DateMention& duration) {
  const std::string& d = duration.timex3;
  if (d.size() < 3 || d[0] != 'P' || d.back() != 'Y') return -1;
  const long years = std::strtol(d.c_str() + 1, nullptr, 10);
  return years > 0 ? static_cast<int>(years) : -1;
}

void CheckTerm(const Extraction& x, int index, std::vector<Check>* checks) {
  const DealTerms& terms = x.deals[index].terms;
  if (terms.term_end < 0 || terms.term_duration < 0) return;
  const int end = YearOf(x.dates[terms.term_end].latest),
            years = YearsOf(x.dates[terms.term_duration]);
  int start = -1;
  if (terms.term_start >= 0) {
    start = YearOf(x.dates[terms.term_start].earliest);
  } else if (x.published.value.size() >= 4) {
    start = YearOf(x.published.value);
  }
  if (end < 0 || years < 0 || start < 0) return;
  const int span = end - start;
  Check check{"deal.check.term_agrees", years == span || years == span + 1, {}};
  check.items.push_back({ItemKind::kDeal, index});
  for (const int date : {terms.term_start, terms.term_end, terms.term_duration}) {
    if (date >= 0) check.items.push_back({ItemKind::kDate, date});
  }
  checks->push_back(std::move(check));
}

// How exclusive a sentence calls what it tells of.
Exclusivity ExclusivityIn(const Document& doc, TextSpan sentence) {
  const std::string_view words = doc.Words(sentence);
  if (words.find("non-exclusive") != std::string_view::npos ||
      words.find("nonexclusive") != std::string_view::npos)
    return Exclusivity::kNonExclusive;
  for (const char* right : {"exclusive partnership", "exclusive licen", "exclusive right",
                            "exclusive access", "exclusive deal", "exclusive agreement"}) {
    if (words.find(right) != std::string_view::npos) return Exclusivity::kExclusive;
  }
  return Exclusivity::kUnknown;
}

void CheckExclusivity(const Document& doc, const Extraction& x, int index,
                      std::vector<Check>* checks) {
  const DealTerms& terms = x.deals[index].terms;
  const bool known = terms.exclusivity == Exclusivity::kExclusive ||
                     terms.exclusivity == Exclusivity::kNonExclusive;
  if (!known || terms.term_end < 0 || x.dates[terms.term_end].timex3.empty()) return;
  for (size_t i = 0; i < x.dates.size(); ++i) {
    if (static_cast<int>(i) == terms.term_end ||
        x.dates[i].timex3 != x.dates[terms.term_end].timex3)
      continue;
    const TextSpan sentence = doc.SentenceOf(x.dates[i].span.begin).span;
    const Exclusivity other = ExclusivityIn(doc, sentence);
    if (other == Exclusivity::kUnknown) continue;
    checks->push_back({"deal.check.exclusivity_agrees",
                       other == terms.exclusivity,
                       {{ItemKind::kDeal, index},
                        {ItemKind::kDate, terms.term_end},
                        {ItemKind::kDate, static_cast<int>(i)}}});
  }
}

// "conditions that remained unspecified" and "conditions, which included a sale" of one deal.
void CheckConditions(const Document& doc, const Extraction& x, int index,
                     std::vector<Check>* checks) {
  constexpr uint32_t kBehind = 60;  // bytes behind the words of a condition
  bool open = false, named = false;
  Check check{"deal.check.conditions_agree", true, {{ItemKind::kDeal, index}}};
  for (const Condition& c : x.deals[index].conditions) {
    if (c.kind != ConditionKind::kUnspecified) continue;
    const std::string_view behind = doc.text().substr(c.span.end, kBehind);
    auto says = [&](std::initializer_list<const char*> words) {
      return std::any_of(words.begin(), words.end(),
                         [&](const char* w) { return behind.find(w) != std::string_view::npos; });
    };
    open = open || says({"unspecified", "not specified", "undisclosed", "not disclosed"});
    named = named || says({"which include", "including", "such as", "namely"});
    if (c.quote >= 0) check.items.push_back({ItemKind::kQuote, c.quote});
  }
  check.ok = false;
  if (open && named) checks->push_back(std::move(check));
}

// One party is named as the speaker of what its paragraph calls a joint statement.
void CheckSpeakers(const Document& doc, const Extraction& x, std::vector<Check>* checks) {
  for (size_t i = 0; i < x.quotes.size(); ++i) {
    const QuoteMention& q = x.quotes[i];
    if (!q.direct || q.kind != QuoteKind::kStatement || q.speaker_party < 0) continue;
    if (x.parties[q.speaker_party].kind != PartyKind::kCompany) continue;
    const uint32_t paragraph = doc.SentenceOf(q.span.begin).paragraph;
    const TextSpan before{doc.paragraphs()[paragraph].span.begin, q.span.begin};
    if (doc.Words(before).find("joint statement") == std::string_view::npos) continue;
    checks->push_back(
        {"deal.check.speakers_agree",
         false,
         {{ItemKind::kQuote, static_cast<int>(i)}, {ItemKind::kParty, q.speaker_party}}});
  }
}

}  // namespace

void BuildChecks(const Document& doc, Extraction* x) {
  for (size_t d = 0; d < x->deals.size(); ++d) {
    const int index = static_cast<int>(d);
    CheckTotals(*x, x->deals[d], &x->checks);
    CheckParts(*x, x->deals[d], &x->checks);
    CheckDates(doc, *x, index, &x->checks);
    CheckTerm(*x, index, &x->checks);
    CheckExclusivity(doc, *x, index, &x->checks);
    CheckConditions(doc, *x, index, &x->checks);
  }
  if (!x->deals.empty()) CheckSpeakers(doc, *x, &x->checks);
}

}  // namespace dealwire
