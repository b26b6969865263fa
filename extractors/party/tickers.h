// Tickers: symbols of stock exchanges in brackets after a company's name. They are ids, no names.
//
//   Alcoa Inc (AA.N)   Quillon <QFI>   Tressel Corp (NYSE: TRS; TSX: TRS)   Sony (6758.T)
#ifndef DEALWIRE_EXTRACTORS_PARTY_TICKERS_H_
#define DEALWIRE_EXTRACTORS_PARTY_TICKERS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/text/token.h"

namespace dealwire {

struct TickerGroup {
  static constexpr size_t kMost = 2;        // tickers and exchanges kept
  uint32_t end = 0;                         // the token that closes the group; 0: there is none
  TextSpan ticker;                          // bytes; the first of the group
  std::array<uint32_t, kMost> exchanges{};  // first tokens of "NYSE" and the like; 0 if none
};

// The group that the bracket at token `open` opens; no token at or after `end` belongs to it.
TickerGroup ReadTickers(const std::vector<Token>& tokens, uint32_t open, uint32_t end);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_TICKERS_H_
