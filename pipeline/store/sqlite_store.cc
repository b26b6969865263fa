#include "pipeline/store/sqlite_store.h"

#include <sqlite3.h>

#include <array>
#include <string>

#include "pipeline/store/record_rows.h"
#include "pipeline/store/table_sql.h"

namespace dealwire {
namespace {

constexpr int kBusyMilliseconds = 60000;  // how long another writer is waited for

struct FreeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FreeStatement>;

class SqliteStore : public Store {
 public:
  explicit SqliteStore(std::string path) : path_(std::move(path)) {}
  ~SqliteStore() override { (void)Close(Ending::kDropped); }

  Status Open() {
    if (path_.empty() || path_ == "-")
      return Status::Error("a SQLite database needs a file name: -o FILE");
    if (sqlite3_open(path_.c_str(), &db_) != SQLITE_OK) return Error();
    sqlite3_busy_timeout(db_, kBusyMilliseconds);
    for (const char* pragma : {"PRAGMA foreign_keys=ON", "PRAGMA journal_mode=WAL",
                               "PRAGMA synchronous=NORMAL", "PRAGMA cache_size=-65536"}) {
      if (Status s = Run(pragma); !s.ok()) return s;
    }
    if (Status s = Run(std::string(TableSql()).c_str()); !s.ok()) return s;
    if (Status s = Prepare("DELETE FROM articles WHERE id = ?1", &remove_); !s.ok()) return s;
    for (size_t t = 0; t < kTableCount; ++t) {
      if (Status s = Prepare(InsertSql(Tables()[t]), &insert_[t]); !s.ok()) return s;
    }
    return Status::Ok();
  }

  std::string Render(const std::string& record) const override { return record + "\n"; }

  Status Write(std::string_view batch) override {
    if (Status s = Run("BEGIN IMMEDIATE"); !s.ok()) return s;
    Status status = WriteAll(batch);
    if (status.ok()) status = Run("COMMIT");
    if (!status.ok()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    return status;
  }

  Status Close(Ending) override {
    if (db_ == nullptr) return Status::Ok();
    remove_.reset();
    for (Statement& statement : insert_) statement.reset();
    // The last one to close puts the log into the file.
    const bool good = sqlite3_close(db_) == SQLITE_OK;
    db_ = nullptr;
    return good ? Status::Ok() : Status::Error(path_ + ": the database cannot be closed");
  }

 private:
  Status Error() const { return Status::Error(path_ + ": " + sqlite3_errmsg(db_)); }

  Status Run(const char* sql) {
    return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Status::Ok() : Error();
  }

  Status Prepare(const std::string& sql, Statement* to) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
      return Error();
    to->reset(statement);
    return Status::Ok();
  }

  static std::string InsertSql(const TableColumns& table) {
    std::string names, marks;
    for (const char* column : table.columns) {
      names += (names.empty() ? "" : ",") + std::string(column);
      marks += marks.empty() ? "?" : ",?";
    }
    return "INSERT INTO " + std::string(table.name) + " (" + names + ") VALUES (" + marks + ")";
  }

  // Records one by one, so that an id that comes twice in a batch is replaced too.
  Status WriteAll(std::string_view batch) {
    while (!batch.empty()) {
      const size_t end = std::min(batch.find('\n'), batch.size() - 1);
      rows_.Clear();
      if (Status s = AppendRows(batch.substr(0, end), &rows_); !s.ok()) return s;
      batch.remove_prefix(end + 1);
      if (Status s = Insert(remove_.get(), rows_[Table::kArticles], 0, 1); !s.ok()) return s;
      for (size_t t = 0; t < kTableCount; ++t) {
        const size_t width = Tables()[t].columns.size();
        const TableRows& table = rows_.tables[t];
        for (size_t row = 0; row < table.cells(); row += width) {
          if (Status s = Insert(insert_[t].get(), table, row, width); !s.ok()) return s;
        }
      }
    }
    return Status::Ok();
  }

  Status Insert(sqlite3_stmt* statement, const TableRows& rows, size_t first, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      const std::string_view text = rows.Text(first + i);
      const int at = static_cast<int>(i) + 1;
      const int bound = rows.IsNull(first + i)
                            ? sqlite3_bind_null(statement, at)
                            : sqlite3_bind_text64(statement, at, text.data(), text.size(),
                                                  SQLITE_STATIC, SQLITE_UTF8);
      if (bound != SQLITE_OK) return Error();
    }
    const bool good = sqlite3_step(statement) == SQLITE_DONE;
    const Status status = good ? Status::Ok() : Error();
    sqlite3_reset(statement);
    return status;
  }

  const std::string path_;
  sqlite3* db_ = nullptr;
  Statement remove_;
  std::array<Statement, kTableCount> insert_;
  RecordRows rows_;
};

}  // namespace

Result<std::unique_ptr<Store>> MakeSqliteStore(const std::string& path) {
  auto store = std::make_unique<SqliteStore>(path);
  if (Status s = store->Open(); !s.ok()) return s;
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace dealwire
