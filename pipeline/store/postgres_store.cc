#include "pipeline/store/postgres_store.h"

#include <libpq-fe.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/store/record_rows.h"
#include "pipeline/store/table_sql.h"

namespace dealwire {
namespace {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Reply = std::unique_ptr<PGresult, FreeResult>;

// Two runs that begin at once must not both make the tables.
constexpr char kLock[] = "SELECT pg_advisory_xact_lock(hashtext('dealwire tables'))";

// A cell in the text format of COPY.
void AppendCopyText(std::string_view text, std::string* to) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        *to += "\\\\";
        break;
      case '\n':
        *to += "\\n";
        break;
      case '\r':
        *to += "\\r";
        break;
      case '\t':
        *to += "\\t";
        break;
      default:
        *to += c;
    }
  }
}

// An array literal of texts.
void AppendElement(std::string_view text, std::string* to) {
  *to += to->empty() ? "{\"" : ",\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') *to += '\\';
    *to += c;
  }
  *to += '"';
}

class PostgresStore : public Store {
 public:
  ~PostgresStore() override { (void)Close(Ending::kDropped); }

  Status Open(const std::string& dsn) {
    connection_ = PQconnectdb(dsn.c_str());
    if (PQstatus(connection_) != CONNECTION_OK) return Error();
    if (PQsetClientEncoding(connection_, "UTF8") != 0) return Error();
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    if (Status s = Run("BEGIN"); !s.ok()) return s;
    if (Status s = Run(kLock); !s.ok()) return s;
    if (Status s = Run(std::string(TableSql()).c_str()); !s.ok()) return s;
    return Run("COMMIT");
  }

  std::string Render(const std::string& record) const override { return record + "\n"; }

  Status Write(std::string_view batch) override {
    if (Status s = Read(batch); !s.ok()) return s;
    if (Status s = Run("BEGIN"); !s.ok()) return s;
    Status status = Remove();
    for (size_t t = 0; t < kTableCount && status.ok(); ++t) status = Copy(t);
    if (status.ok()) return Run("COMMIT");
    Reply(PQexec(connection_, "ROLLBACK"));
    return status;
  }

  Status Close(Ending) override {
    PQfinish(connection_);
    connection_ = nullptr;
    return Status::Ok();
  }

 private:
  Status Error() const {
    std::string message = PQerrorMessage(connection_);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return Status::Error("PostgreSQL: " + message);
  }

  Status Run(const char* sql) {
    const Reply reply(PQexec(connection_, sql));
    const ExecStatusType status = PQresultStatus(reply.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? Status::Ok() : Error();
  }

  // The batch into rows and an array of its ids; of records with one id the last counts.
  Status Read(std::string_view batch) {
    std::vector<std::string_view> records;
    while (!batch.empty()) {
      const size_t end = std::min(batch.find('\n'), batch.size() - 1);
      records.push_back(batch.substr(0, end));
      batch.remove_prefix(end + 1);
    }
    std::unordered_map<std::string, size_t> last;
    std::vector<RecordRows> each(records.size());
    for (size_t i = 0; i < records.size(); ++i) {
      if (Status s = AppendRows(records[i], &each[i]); !s.ok()) return s;
      last[std::string(each[i][Table::kArticles].Text(0))] = i;
    }
    ids_.clear();
    for (std::string& rows : copies_) rows.clear();
    for (size_t i = 0; i < records.size(); ++i) {
      const std::string id(each[i][Table::kArticles].Text(0));
      if (last[id] != i) continue;
      AppendElement(id, &ids_);
      for (size_t t = 0; t < kTableCount; ++t) AppendCopy(t, each[i].tables[t]);
    }
    if (!ids_.empty()) ids_ += '}';
    return Status::Ok();
  }

  void AppendCopy(size_t t, const TableRows& rows) {
    const size_t width = Tables()[t].columns.size();
    std::string& to = copies_[t];
    for (size_t i = 0; i < rows.cells(); ++i) {
      if (rows.IsNull(i)) {
        to += "\\N";
      } else {
        AppendCopyText(rows.Text(i), &to);
      }
      to += (i + 1) % width == 0 ? '\n' : '\t';
    }
  }

  // The rows of other tables go with the article's.
  Status Remove() {
    if (ids_.empty()) return Status::Ok();
    const char* values[] = {ids_.c_str()};
    const Reply reply(PQexecParams(connection_, "DELETE FROM articles WHERE id = ANY($1::text[])",
                                   1, nullptr, values, nullptr, nullptr, 0));
    return PQresultStatus(reply.get()) == PGRES_COMMAND_OK ? Status::Ok() : Error();
  }

  Status Copy(size_t t) {
    const TableColumns& table = Tables()[t];
    const std::string& rows = copies_[t];
    if (rows.empty()) return Status::Ok();
    std::string names;
    for (const char* column : table.columns)
      names += (names.empty() ? "" : ",") + std::string(column);
    const std::string sql = "COPY " + std::string(table.name) + " (" + names + ") FROM STDIN";
    const Reply begun(PQexec(connection_, sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return Error();
    constexpr size_t kPiece = 1 << 20;
    bool sent = true;
    for (size_t at = 0; at < rows.size() && sent; at += kPiece) {
      const size_t size = std::min(kPiece, rows.size() - at);
      sent = PQputCopyData(connection_, rows.data() + at, static_cast<int>(size)) == 1;
    }
    if (!sent || PQputCopyEnd(connection_, nullptr) != 1) return Error();
    Status status = Status::Ok();
    while (PGresult* result = PQgetResult(connection_)) {
      const Reply reply(result);
      if (PQresultStatus(result) != PGRES_COMMAND_OK) status = Error();
    }
    return status;
  }

  PGconn* connection_ = nullptr;
  std::string ids_;
  std::string copies_[kTableCount];
};

}  // namespace

Result<std::unique_ptr<Store>> MakePostgresStore(const std::string& dsn) {
  auto store = std::make_unique<PostgresStore>();
  if (Status s = store->Open(dsn); !s.ok()) return s;
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace dealwire
