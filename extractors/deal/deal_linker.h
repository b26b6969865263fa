// DealLinker: mentions into deals (who, in what role, how much, on which terms, when, in which
// state), money flows (payer, payee, purpose), holders of stakes, the timeline, and checks.
//
// Works on a SKELETON of each sentence, in which every mention is one private-use character
// (skeleton.h), so that a deal pattern is a short regular expression over words and mentions.
// Immutable, thread-safe.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_LINKER_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_LINKER_H_

#include <memory>
#include <span>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class DealLinker {
 public:
  // `book` must outlive the linker.
  static Result<DealLinker> Make(const RuleBook& book);
  DealLinker(DealLinker&&) noexcept;
  DealLinker& operator=(DealLinker&&) noexcept;
  ~DealLinker();

  // `found` holds all mentions of each document; fills payers, payees, purposes and holders, deals,
  // timeline and checks. Rules run over all documents together, which is quicker.
  void Link(std::span<const Document> docs, std::span<Extraction> found) const;

  // For CheckExamples: what one rule alone makes of a text in which every run of capitalised words
  // is a party; values are roles ("acquirer=Alder target=Quillon").
  std::vector<Found> RunExample(const Rule& rule, const Document& doc) const;

 private:
  struct Impl;
  struct Article;
  struct Scope;
  explicit DealLinker(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_LINKER_H_
