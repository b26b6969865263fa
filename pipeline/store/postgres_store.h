// Records into a PostgreSQL database, in the tables of schemas/tables.sql, which are made if they
// are not there: COPY, one transaction a batch, an article that comes again replaces its rows.
#ifndef DEALWIRE_PIPELINE_STORE_POSTGRES_STORE_H_
#define DEALWIRE_PIPELINE_STORE_POSTGRES_STORE_H_

#include <memory>
#include <string>

#include "pipeline/store/store.h"

namespace dealwire {

// `dsn` as libpq takes it ("host=... dbname=...", "postgresql://..."); what it leaves out comes
// from the environment (PGHOST, PGPASSWORD, ~/.pgpass). Fails if there is no connection or no right
// to use the tables.
Result<std::unique_ptr<Store>> MakePostgresStore(const std::string& dsn);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_POSTGRES_STORE_H_
