#include "pipeline/store/csv.h"

#include <algorithm>
#include <vector>

#include "extractors/deal/deal_types.h"
#include "pipeline/store/record_rows.h"

namespace dealwire {
namespace {

// Columns of the article that begin a row, by their names in the table and in the file.
struct Renamed {
  const char* column;
  const char* name;
};
constexpr Renamed kArticle[] = {
    {"id", "article_id"}, {"title", "article_title"}, {"url", "url"},
    {"path", "path"},     {"publisher", "publisher"}, {"published", "published"}};

const TableColumns& Columns(Table table) { return Tables()[static_cast<size_t>(table)]; }

size_t ColumnOf(Table table, std::string_view name) {
  const auto& columns = Columns(table).columns;
  return std::find(columns.begin(), columns.end(), name) - columns.begin();
}

// The columns of a deal that a row has: all but the article's id and the JSON.
std::vector<size_t> DealColumns() {
  std::vector<size_t> out;
  const auto& columns = Columns(Table::kDeals).columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string_view name = columns[i];
    if (name != "article_id" && name != "json") out.push_back(i);
  }
  return out;
}

std::string DealColumnName(std::string_view name) {
  return name == "id" || name == "title" ? "deal_" + std::string(name) : std::string(name);
}

void AppendCell(std::string_view text, std::string* row) {
  if (!row->empty() && row->back() != '\n') *row += ',';
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    row->append(text);
    return;
  }
  *row += '"';
  for (const char c : text) {
    if (c == '"') *row += '"';
    *row += c;
  }
  *row += '"';
}

// The names of the parties of one deal that have a role.
std::string Names(const TableRows& parties, std::string_view deal, std::string_view role) {
  static const size_t width = Columns(Table::kDealParties).columns.size(),
                      deal_at = ColumnOf(Table::kDealParties, "deal_id"),
                      role_at = ColumnOf(Table::kDealParties, "role"),
                      name_at = ColumnOf(Table::kDealParties, "name");
  std::string names;
  for (size_t row = 0; row < parties.cells(); row += width) {
    if (parties.Text(row + deal_at) != deal || parties.Text(row + role_at) != role) continue;
    if (!names.empty()) names += "; ";
    names += parties.Text(row + name_at);
  }
  return names;
}

}  // namespace

std::string CsvHeader() {
  std::string row;
  for (const Renamed& each : kArticle) AppendCell(each.name, &row);
  for (const size_t column : DealColumns())
    AppendCell(DealColumnName(Columns(Table::kDeals).columns[column]), &row);
  for (const char* role : kRoleNames) AppendCell(role, &row);
  return row + "\n";
}

std::string CsvRows(std::string_view record) {
  static const std::vector<size_t> columns = DealColumns();
  static const size_t width = Columns(Table::kDeals).columns.size(),
                      id_at = ColumnOf(Table::kDeals, "id");
  thread_local RecordRows rows;
  rows.Clear();
  std::string out;
  if (!AppendRows(record, &rows).ok()) return out;  // every record that is written has passed
  const TableRows& deals = rows[Table::kDeals];
  for (size_t row = 0; row < deals.cells(); row += width) {
    for (const Renamed& each : kArticle)
      AppendCell(rows[Table::kArticles].Text(ColumnOf(Table::kArticles, each.column)), &out);
    for (const size_t column : columns) AppendCell(deals.Text(row + column), &out);
    for (const char* role : kRoleNames)
      AppendCell(Names(rows[Table::kDealParties], deals.Text(row + id_at), role), &out);
    out += '\n';
  }
  return out;
}

}  // namespace dealwire
