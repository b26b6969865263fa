// Which deal words mean that do not name its parties: "the settlement", "the new agreement".
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_REFERENCE_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_REFERENCE_H_

#include <string>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "pipeline/text/document.h"

namespace dealwire {

// The types of deal, a bit for each by its number, that "the venture", "this licence" in a sentence
// can stand for; 0 if there is no such noun. "The deal" can be of any type and is none.
uint32_t TypesNamed(const Document& doc, TextSpan sentence);

bool IsParty(const Deal& deal, int party);

// How many parties two deals have in common.
size_t SharedParties(const Deal& a, const Deal& b);

// The latest day on which a deal was announced or signed; empty if none is known.
std::string AnnouncedDay(const Extraction& x, const Deal& deal);

// Made once the deals are joined; `mentions`: all of the article.
class DealReferences {
 public:
  DealReferences(const Document& doc, const Extraction& x,
                 const std::vector<SlotMention>& mentions);

  // The first byte that tells of a deal; UINT32_MAX if there is none.
  uint32_t first() const { return told_.empty() ? UINT32_MAX : told_.front().words.begin; }
  // The deal whose own words stand within a stretch, the first or the last; -1 if there is none.
  int ToldIn(TextSpan stretch, bool last) const;
  // The deal that the first or last noun in a stretch can stand for, among those told before the
  // sentence begins; not `beside`, but with a party in common with it (-1: any).
  int Meant(TextSpan stretch, uint32_t sentence_begin, bool last, int beside) const;
  // The deal told last before a sentence, if it is near.
  int LastBefore(uint32_t sentence_begin) const;

 private:
  struct Told {
    TextSpan words;
    int deal = -1;
  };
  struct Noun;
  // The first telling that begins at or behind a byte.
  std::vector<Told>::const_iterator From(uint32_t begin) const;
  Noun NounIn(TextSpan stretch, bool last) const;
  bool Fits(const Noun& noun, TextSpan stretch, int deal) const;

  const Document& doc_;
  const Extraction& x_;
  const std::vector<SlotMention>& mentions_;
  std::vector<Told> told_;              // in text order
  std::vector<std::string> announced_;  // AnnouncedDay of each deal
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_REFERENCE_H_
