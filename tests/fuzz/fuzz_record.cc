// A line of a file of records, before the first newline, against an article, behind it: whatever it
// holds, verify and the stores take it or say why not.
#include "pipeline/record/verifier.h"
#include "pipeline/store/csv.h"
#include "pipeline/store/record_rows.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes = dealwire::fuzz::Bytes(data, size);
  const size_t newline = std::min(bytes.find('\n'), bytes.size());
  const std::string record = bytes.substr(0, newline);
  dealwire::RawArticle article;
  article.bytes = bytes.substr(std::min(newline + 1, bytes.size()));
  article.title = article.bytes.substr(0, 20);
  const auto origin = dealwire::ReadOrigin(record);
  dealwire::fuzz::Require(origin.ok() || !origin.status().message().empty(), "an error has words");
  if (origin.ok()) (void)dealwire::VerifyRecord(record, article);

  dealwire::RecordRows rows;
  if (!dealwire::AppendRows(record, &rows).ok()) return 0;
  for (size_t t = 0; t < dealwire::kTableCount; ++t) {
    dealwire::fuzz::Require(rows.tables[t].cells() % dealwire::Tables()[t].columns.size() == 0,
                            "rows are whole");
  }
  (void)dealwire::CsvRows(record);
  return 0;
}
