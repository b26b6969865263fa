// A record, read from its JSON, as rows of tables: what schemas/tables.sql describes. SQLite and
// PostgreSQL take these rows, CSV is made of them.
//
// The rows are read from the JSON, not from the Extraction: the record is the contract, what it
// says has passed the schema, and a store then needs to know nothing of extractors, texts and
// spans. Reading costs about a microsecond a kilobyte.
#ifndef DEALWIRE_PIPELINE_STORE_RECORD_ROWS_H_
#define DEALWIRE_PIPELINE_STORE_RECORD_ROWS_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/status.h"

namespace dealwire {

enum class Table : uint8_t { kArticles, kParties, kDeals, kDealParties, kMoney, kDates, kQuotes };
inline constexpr size_t kTableCount = 7;

struct TableColumns {
  const char* name;
  std::span<const char* const> columns;
};

// The tables in an order in which they can be filled, with their columns as in schemas/tables.sql.
const std::array<TableColumns, kTableCount>& Tables();

// Cells of one table, row after row, as text; the database turns it into the column's type.
class TableRows {
 public:
  void Add(std::string_view text);
  void AddNull() { cells_.push_back({0, kNull}); }
  void Clear();

  size_t cells() const { return cells_.size(); }
  bool IsNull(size_t cell) const { return cells_[cell].size == kNull; }
  std::string_view Text(size_t cell) const {  // empty if null
    return IsNull(cell) ? std::string_view()
                        : std::string_view(bytes_).substr(cells_[cell].begin, cells_[cell].size);
  }

 private:
  static constexpr uint32_t kNull = UINT32_MAX;
  struct Cell {
    uint32_t begin, size;
  };
  std::string bytes_;
  std::vector<Cell> cells_;
};

struct RecordRows {
  std::array<TableRows, kTableCount> tables;

  TableRows& operator[](Table table) { return tables[static_cast<size_t>(table)]; }
  const TableRows& operator[](Table table) const { return tables[static_cast<size_t>(table)]; }
  void Clear();
};

// Appends the rows of one record. NUL, which no database keeps in a text, becomes U+FFFD.
Status AppendRows(std::string_view record, RecordRows* rows);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_RECORD_ROWS_H_
