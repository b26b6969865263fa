// Records as CSV, one row a deal: the article, the deal's columns as in schemas/tables.sql, and a
// column for each role with the names of the parties in it. After RFC 4180, with '\n' between rows.
#ifndef DEALWIRE_PIPELINE_STORE_CSV_H_
#define DEALWIRE_PIPELINE_STORE_CSV_H_

#include <string>
#include <string_view>

namespace dealwire {

// The first line.
std::string CsvHeader();

// The rows of one record; none if the article tells of no deal. Thread-safe.
std::string CsvRows(std::string_view record);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_CSV_H_
