#include "extractors/deal/deal_linker.h"

namespace dealwire {

struct DealLinker::Impl {
  const RuleBook* book;
};

DealLinker::DealLinker(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DealLinker::DealLinker(DealLinker&&) noexcept = default;
DealLinker& DealLinker::operator=(DealLinker&&) noexcept = default;
DealLinker::~DealLinker() = default;

Result<DealLinker> DealLinker::Make(const RuleBook& book) {
  return DealLinker(std::make_unique<Impl>(Impl{&book}));
}

void DealLinker::Link(const Document&, Extraction*) const {}

}  // namespace dealwire
