// dealwire verify: a line on standard output for each fault, then what was checked.
#include <iostream>

#include "cli/commands.h"
#include "pipeline/run/verify_run.h"

namespace dealwire::cli {

int Verify(const VerifyFlags& flags) {
  const Result<SourceOptions> options = SourceOptionsOf(flags.sources);
  if (!options.ok()) return Complain(options.status().message()), 2;
  const auto tell = [](const std::string& fault) { std::cout << fault << "\n"; };
  const Result<VerifyStats> result =
      dealwire::Verify(flags.records, flags.sources.paths, options.value(), tell);
  if (!result.ok()) return Complain(result.status().message()), 2;
  const VerifyStats& stats = result.value();
  std::cout << stats.records << " records, " << stats.spans << " spans: " << stats.faults
            << " faults";
  if (stats.rejected > 0) std::cout << "; " << stats.rejected << " articles gave no record";
  std::cout << "\n";
  return stats.faults > 0 ? 1 : 0;
}

}  // namespace dealwire::cli
