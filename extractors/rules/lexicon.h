// Lexicon: a table of words and what they mean, read from a TSV file.
//
//   # currency words, one a line            comments begin with '#'
//   form      code                          the first line names the columns
//   dollars   USD
//
// Look-up is by the first column, without regard to case. PhraseIndex finds the forms in a token
// stream. Both are immutable once filled and thread-safe.
#ifndef DEALWIRE_EXTRACTORS_RULES_LEXICON_H_
#define DEALWIRE_EXTRACTORS_RULES_LEXICON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/base/status.h"
#include "pipeline/text/token.h"

namespace dealwire {

class Lexicon {
 public:
  // Reads TSV text; `file` is named in errors (file:line: reason). Refused: a missing header, a row
  // with another number of cells than the header, an empty or repeated first cell.
  static Result<Lexicon> Parse(std::string_view file, std::string_view tsv);

  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;

  size_t size() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
  int Column(std::string_view name) const;  // -1 if there is none
  std::string_view Cell(size_t row, int column) const {
    return column < 0 ? std::string_view() : cells_[row * columns_.size() + column];
  }
  // The row whose first cell is `form`, without regard to case; -1 if there is none.
  int Find(std::string_view form) const;

 private:
  Lexicon() = default;

  std::vector<char> text_;  // a vector, as the cells must outlive a move of the whole
  std::vector<std::string_view> columns_;
  std::vector<std::string_view> cells_;         // row after row, slices of text_
  std::unordered_map<std::string, int> index_;  // lower-cased first cell -> row
};

// The pieces of a '|'-separated cell; none for an empty one.
std::vector<std::string_view> SplitCell(std::string_view cell);

// Finds known phrases in a token stream: the longest that begins at a token. Words compare without
// regard to case, marks exactly, white space not at all. One probe for a token that begins no
// phrase.
class PhraseIndex {
 public:
  struct Hit {
    int id = -1;          // as given to Add; -1: no phrase begins here
    uint32_t tokens = 0;  // how many tokens it takes
  };

  // Adds a phrase; where it stands already, the first id stays. Returns the id it is known by.
  int Add(std::string_view phrase, int id);
  Hit Longest(const std::vector<Token>& tokens, uint32_t at, uint32_t end) const;
  // The phrase that is exactly the tokens [at, end), or -1.
  int Exact(const std::vector<Token>& tokens, uint32_t at, uint32_t end) const;
  size_t size() const { return phrases_; }

 private:
  struct Node {
    uint64_t key = 0;   // hash of the tokens up to here; 0: empty slot
    int id = -1;        // phrase that ends here
    bool more = false;  // a longer phrase goes on
  };
  Node* Slot(uint64_t key);
  const Node* Probe(uint64_t key) const;
  void Grow();

  // Which hashes begin a phrase, in a bitmap that stays in the processor's cache.
  static constexpr uint32_t kFirstBits = 1 << 18;
  bool MayBegin(uint32_t hash) const {
    return (first_[hash % kFirstBits / 64] >> (hash % 64) & 1) != 0;
  }

  std::vector<uint64_t> first_ = std::vector<uint64_t>(kFirstBits / 64);
  std::vector<Node> slots_ = std::vector<Node>(1024);
  size_t used_ = 0, phrases_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_LEXICON_H_
