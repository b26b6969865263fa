// Store: where records go. A run renders each record in its parallel stage and hands whole batches
// to the store, one after the other:
//
//   record (JSON) --Render, any thread--> text --Write, one thread--> file, pipe or database
//
// What Write has taken is there, or gone as a whole: files grow beside their name and get it at the
// end, databases take one transaction a batch.
#ifndef DEALWIRE_PIPELINE_STORE_STORE_H_
#define DEALWIRE_PIPELINE_STORE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/status.h"
#include "pipeline/store/file_output.h"

namespace dealwire {

enum class StoreFormat : uint8_t { kJsonl, kJson, kCsv, kBulk, kSqlite, kPostgres };
inline constexpr const char* kStoreFormatNames[] = {"jsonl", "json",   "csv",
                                                    "bulk",  "sqlite", "postgres"};

// What a file's name says: .csv, .db .sqlite .sqlite3; JSON Lines for all others.
StoreFormat FormatOfName(const std::string& path);

struct StoreOptions {
  StoreFormat format = StoreFormat::kJsonl;
  std::string path;                    // file; empty or "-": standard output
  std::string dsn;                     // of a PostgreSQL database
  std::optional<uint64_t> keep_bytes;  // goes on behind so many bytes of an unfinished file
};

class Store {
 public:
  // Fails if the file or the database cannot be opened.
  static Result<std::unique_ptr<Store>> Make(const StoreOptions& options);
  virtual ~Store() = default;

  // One record as Write takes it. Thread-safe.
  virtual std::string Render(const std::string& record) const = 0;
  // A batch: any number of rendered records. After an error the store takes nothing more.
  virtual Status Write(std::string_view batch) = 0;
  // True once the reader of a pipe has gone, which is no error.
  virtual bool closed() const { return false; }
  // Bytes of the file so far; 0 for databases and pipes.
  virtual uint64_t size() const { return 0; }
  // The last call. A file gets its name if the run is complete, stays as "NAME.part" if it was
  // stopped; databases keep what they have.
  virtual Status Close(Ending ending) = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_STORE_H_
