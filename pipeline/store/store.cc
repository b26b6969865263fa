#include "pipeline/store/store.h"

#include <simdjson.h>

#include <utility>

#include "pipeline/record/json_writer.h"
#include "pipeline/record/pretty_json.h"
#include "pipeline/store/csv.h"
#include "pipeline/store/file_output.h"
#include "pipeline/store/json_fields.h"
#include "pipeline/store/postgres_store.h"
#include "pipeline/store/sqlite_store.h"

namespace dealwire {
namespace {

// Elasticsearch takes ids of at most so many bytes.
constexpr size_t kBulkIdBytes = 512;

// The action line of the bulk API, then the record; a record that comes again replaces the first.
std::string BulkLines(const std::string& record) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::object doc;
  if (parser.parse(record)["doc"].get(doc) != simdjson::SUCCESS) return {};
  const std::string_view id = TextOf(doc, "id");
  std::string out;
  out.reserve(record.size() + 128);
  {
    JsonWriter w(&out);
    w.Begin('{');
    w.Key("index");
    w.Begin('{');
    w.Text("_id", id.size() <= kBulkIdBytes ? id : TextOf(doc, "sha256"));
    w.End('}');
    w.End('}');
  }
  return out + "\n" + record + "\n";
}

// All formats that are text.
class FileStore : public Store {
 public:
  explicit FileStore(StoreFormat format) : format_(format) {}

  Status Open(const StoreOptions& options) {
    if (Status s = file_.Open(options.path, options.keep_bytes); !s.ok()) return s;
    const bool begins = options.keep_bytes.value_or(0) == 0;
    return format_ == StoreFormat::kCsv && begins ? Write(CsvHeader()) : Status::Ok();
  }

  std::string Render(const std::string& record) const override {
    if (format_ == StoreFormat::kCsv) return CsvRows(record);
    if (format_ == StoreFormat::kBulk) return BulkLines(record);
    return (format_ == StoreFormat::kJson ? PrettyJson(record) : record) + "\n";
  }
  Status Write(std::string_view batch) override { return file_.Write(batch); }
  bool closed() const override { return file_.closed(); }
  uint64_t size() const override { return file_.size(); }
  Status Close(Ending ending) override { return file_.Close(ending); }

 private:
  const StoreFormat format_;
  FileOutput file_;
};

}  // namespace

StoreFormat FormatOfName(const std::string& path) {
  constexpr std::pair<const char*, StoreFormat> kEndings[] = {{".csv", StoreFormat::kCsv},
                                                              {".db", StoreFormat::kSqlite},
                                                              {".sqlite", StoreFormat::kSqlite},
                                                              {".sqlite3", StoreFormat::kSqlite}};
  for (const auto& [ending, format] : kEndings) {
    if (path.ends_with(ending)) return format;
  }
  return StoreFormat::kJsonl;
}

Result<std::unique_ptr<Store>> Store::Make(const StoreOptions& options) {
  if (options.format == StoreFormat::kSqlite) return MakeSqliteStore(options.path);
  if (options.format == StoreFormat::kPostgres) return MakePostgresStore(options.dsn);
  auto store = std::make_unique<FileStore>(options.format);
  if (Status s = store->Open(options); !s.ok()) return s;
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace dealwire
