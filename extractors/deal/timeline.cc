#include "extractors/deal/timeline.h"

#include <algorithm>
#include <set>
#include <string>

namespace dealwire {
namespace {

constexpr uint32_t kBulletBytes =
    6;  // marks and blanks before the date that a paragraph begins with

// The first deal that is told within a span, or -1.
int DealAt(const std::vector<Telling>& tellings, TextSpan span) {
  const auto at =
      std::lower_bound(tellings.begin(), tellings.end(), span.begin,
                       [](const Telling& t, uint32_t begin) { return t.span.end <= begin; });
  return at != tellings.end() && at->span.begin < span.end ? at->deal : -1;
}

}  // namespace

std::vector<Telling> TellingsOf(const Extraction& x) {
  std::vector<Telling> tellings;
  for (size_t d = 0; d < x.deals.size(); ++d) {
    for (const TextSpan& evidence : x.deals[d].evidence)
      tellings.push_back({evidence, static_cast<int>(d)});
  }
  std::stable_sort(tellings.begin(), tellings.end(),
                   [](const Telling& a, const Telling& b) { return a.span < b.span; });
  return tellings;
}

int LastDealBefore(const std::vector<Telling>& tellings, uint32_t end) {
  auto at =
      std::lower_bound(tellings.begin(), tellings.end(), end,
                       [](const Telling& t, uint32_t before) { return t.span.begin < before; });
  if (at == tellings.begin()) return -1;
  // The first of several deals in one sentence.
  for (--at; at != tellings.begin() && (at - 1)->span == at->span;) --at;
  return at->deal;
}

bool BeginsEntry(const Document& doc, const DateMention& date) {
  const uint32_t paragraph = doc.SentenceOf(date.span.begin).paragraph;
  const uint32_t begin = doc.paragraphs()[paragraph].span.begin;
  const std::string_view head = doc.text().substr(begin, date.span.begin - begin);
  return !head.empty() && head.size() <= kBulletBytes && head[0] != '"' &&
         !std::isalpha(static_cast<unsigned char>(head[0]));
}

void BuildTimeline(const Document& doc, Extraction* x) {
  const std::vector<Telling> tellings = TellingsOf(*x);
  std::vector<TimelineEntry> entries;
  std::set<uint32_t> bullets;  // paragraphs that are entries already
  for (size_t i = 0; i < x->dates.size(); ++i) {
    const DateMention& date = x->dates[i];
    if (date.kind != DateKind::kDate || date.earliest.empty()) continue;
    const uint32_t paragraph = doc.SentenceOf(date.span.begin).paragraph;
    const TextSpan span = doc.paragraphs()[paragraph].span;
    if (!BeginsEntry(doc, date) || !bullets.insert(paragraph).second) continue;
    entries.push_back({static_cast<int>(i), span, DealAt(tellings, span)});
  }
  for (size_t d = 0; d < x->deals.size(); ++d) {
    for (const auto& [name, dates] : x->deals[d].dates) {
      for (const int i : dates) {
        const Sentence& sentence = doc.SentenceOf(x->dates[i].span.begin);
        if (x->dates[i].earliest.empty() || bullets.count(sentence.paragraph) != 0) continue;
        const bool known = std::any_of(entries.begin(), entries.end(), [&](const auto& e) {
          return e.date == i && e.deal == static_cast<int>(d);
        });
        if (!known) entries.push_back({i, sentence.span, static_cast<int>(d)});
      }
    }
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [x](const TimelineEntry& a, const TimelineEntry& b) {
                     const DateMention &p = x->dates[a.date], &q = x->dates[b.date];
                     return p.earliest != q.earliest ? p.earliest < q.earliest : p.span < q.span;
                   });
  x->timeline = std::move(entries);
}

}  // namespace dealwire
