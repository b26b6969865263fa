#include "extractors/deal/deal_quotes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extractors/deal/timeline.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

bool IsClause(const QuoteMention& q) {
  return q.direct && (q.kind == QuoteKind::kClause || q.kind == QuoteKind::kTerm);
}

// The first token of a set within a stretch, or UINT32_MAX.
uint32_t FirstOf(const Document& doc, TextSpan span, const WordSet& words) {
  const std::vector<Token>& tokens = doc.tokens();
  for (uint32_t t = doc.TokenAt(span.begin); t < tokens.size() && tokens[t].begin < span.end; ++t) {
    if (words.Has(tokens[t])) return t;
  }
  return UINT32_MAX;
}

// The first or last party named within a stretch, or -1.
int PartyWithin(const Extraction& x, TextSpan span, bool last) {
  int found = -1;
  uint32_t at = 0;
  for (size_t p = 0; p < x.parties.size(); ++p) {
    const PartyKind kind = x.parties[p].kind;
    if (kind == PartyKind::kPlace || kind == PartyKind::kProduct) continue;
    for (const PartyMention& m : x.parties[p].mentions) {
      if (!span.Contains(m.span)) continue;
      if (found >= 0 && (last ? m.span.begin <= at : m.span.begin >= at)) continue;
      found = static_cast<int>(p);
      at = m.span.begin;
    }
  }
  return found;
}

TextSpan WithoutStop(const Document& doc, TextSpan span) {
  while (!span.empty() && (doc.text()[span.end - 1] == '.' || doc.text()[span.end - 1] == ','))
    --span.end;
  return span;
}

// Whether a speaker is a party of the deal or speaks for one.
bool SpeaksFor(const Extraction& x, const Deal& deal, int speaker) {
  if (speaker < 0) return false;
  const Party& p = x.parties[speaker];
  return IsParty(deal, speaker) || (p.of >= 0 && IsParty(deal, p.of)) ||
         std::any_of(p.members.begin(), p.members.end(),
                     [&](int member) { return IsParty(deal, member); });
}

// "Alder Cloud" beside a deal of "Alder".
bool IsNamedAfter(const Extraction& x, const Deal& deal, int party) {
  return std::any_of(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
    const std::string &a = x.parties[p.party].name, &b = x.parties[party].name;
    return b.starts_with(a + " ") || a.starts_with(b + " ");
  });
}

// A clause that says what somebody must do, with its exception.
void AddDuty(const Document& doc, const Extraction& x, int index, TextSpan sentence, Deal* deal) {
  static const WordSet kDuties = {"shall",  "must",    "will",     "unless",
                                  "except", "obliged", "required", "agrees"};
  static const WordSet kExceptions = {"unless", "except", "save", "provided"};
  const QuoteMention& quote = x.quotes[index];
  if (quote.kind != QuoteKind::kClause || FirstOf(doc, quote.text, kDuties) == UINT32_MAX) return;
  for (const Obligation& known : deal->terms.obligations) {
    if (known.span.Overlaps(quote.span)) return;
  }
  // A clause that names somebody else is of another contract.
  for (const bool last : {false, true}) {
    const int named = PartyWithin(x, quote.text, last);
    if (named >= 0 && x.parties[named].kind == PartyKind::kCompany && !SpeaksFor(x, *deal, named) &&
        !IsNamedAfter(x, *deal, named))
      return;
  }
  Obligation duty;
  duty.quote = index;
  duty.span = WithoutStop(doc, quote.text);
  // A clause that begins in mid-sentence has its subject before the marks.
  const char first = doc.text()[quote.text.begin];
  if (first >= 'a' && first <= 'z')
    duty.by = PartyWithin(x, {sentence.begin, quote.span.begin}, true);
  if (duty.by < 0) duty.by = PartyWithin(x, quote.text, false);
  if (const uint32_t t = FirstOf(doc, quote.text, kExceptions); t != UINT32_MAX)
    duty.exception = {doc.tokens()[t].begin, duty.span.end};
  deal->terms.obligations.push_back(duty);
}

// The deal that a clause is of: one told in its sentence, or named there as "the new agreement",
// or the one told last.
int DealOfClause(const DealReferences& deals, const std::vector<Telling>& tellings,
                 TextSpan sentence, TextSpan quote) {
  int deal = deals.ToldIn(sentence, true);
  if (deal < 0) deal = deals.Meant({sentence.begin, quote.begin}, sentence.begin, true, -1);
  return deal >= 0 ? deal : LastDealBefore(tellings, sentence.end);
}

// What somebody says of a deal: in a sentence that tells of it, or, by somebody of its parties,
// right behind one or in words of deals.
int DealOfStatement(const Document& doc, const DealReferences& deals,
                    const std::vector<Telling>& tellings, const QuoteMention& q,
                    const Extraction& x) {
  constexpr uint32_t kNear = 350;  // bytes
  const TextSpan sentence = doc.SentenceOf(q.span.begin).span;
  if (const int told = deals.ToldIn(sentence, false); told >= 0) return told;
  const int meant = deals.Meant(q.span, sentence.begin, false, -1);
  const int last = meant >= 0 ? meant : LastDealBefore(tellings, sentence.end);
  if (last < 0 || !SpeaksFor(x, x.deals[last], q.speaker_party)) return -1;
  uint32_t end = 0;  // of the deal's last telling before
  for (const TextSpan& evidence : x.deals[last].evidence) {
    if (evidence.begin < sentence.begin) end = evidence.end;
  }
  const bool near = sentence.begin < end + kNear;
  return meant >= 0 || (q.direct && near) ? last : -1;
}

}  // namespace

void LinkQuotes(const Document& doc, const DealReferences& deals, Extraction* x) {
  const std::vector<Telling> tellings = TellingsOf(*x);
  if (tellings.empty()) return;
  for (size_t i = 0; i < x->quotes.size(); ++i) {
    const QuoteMention& q = x->quotes[i];
    const TextSpan sentence = doc.SentenceOf(q.span.begin).span;
    const int index = static_cast<int>(i);
    if (IsClause(q)) {
      const int deal = DealOfClause(deals, tellings, sentence, q.span);
      if (deal < 0) continue;
      x->deals[deal].clauses.push_back(index);
      AddDuty(doc, *x, index, sentence, &x->deals[deal]);
    } else if (q.kind == QuoteKind::kStatement && !q.speaker.empty()) {
      const int deal = DealOfStatement(doc, deals, tellings, q, *x);
      if (deal >= 0) x->deals[deal].statements.push_back(index);
    }
  }
}

}  // namespace dealwire
