// Records into a SQLite database, in the tables of schemas/tables.sql: one transaction a batch, an
// article that comes again replaces its rows. The database is in WAL mode, so that others may read
// it at the same time; a process that is killed loses at most the batch in flight.
#ifndef DEALWIRE_PIPELINE_STORE_SQLITE_STORE_H_
#define DEALWIRE_PIPELINE_STORE_SQLITE_STORE_H_

#include <memory>
#include <string>

#include "pipeline/store/store.h"

namespace dealwire {

// Fails if the file cannot be opened, is no SQLite database or has other tables of these names.
Result<std::unique_ptr<Store>> MakeSqliteStore(const std::string& path);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_SQLITE_STORE_H_
