#include "extractors/rules/lexicon.h"

#include <algorithm>

namespace dealwire {
namespace {

// Appends the cells of a line to `cells` and returns how many there are.
size_t SplitRow(std::string_view line, std::vector<std::string_view>* cells) {
  for (size_t at = 0, count = 1;; ++count) {
    const size_t tab = line.find('\t', at);
    cells->push_back(line.substr(at, tab - at));
    if (tab == std::string_view::npos) return count;
    at = tab + 1;
  }
}

Status Refuse(std::string_view file, size_t line, const std::string& reason) {
  return Status::Error(std::string(file) + ":" + std::to_string(line) + ": " + reason);
}

constexpr uint64_t kSeed = 0x9E3779B97F4A7C15u;

uint64_t Extend(uint64_t key, const Token& token) {
  key = (key ^ token.hash) * 0xFF51AFD7ED558CCDu;
  key ^= key >> 32;
  return key == 0 ? 1 : key;
}

}  // namespace

Result<Lexicon> Lexicon::Parse(std::string_view file, std::string_view tsv) {
  Lexicon lexicon;
  lexicon.text_.assign(tsv.begin(), tsv.end());
  tsv = {lexicon.text_.data(), lexicon.text_.size()};
  size_t number = 0;
  for (size_t at = 0; at < tsv.size();) {
    const size_t newline = std::min(tsv.find('\n', at), tsv.size());
    std::string_view line = tsv.substr(at, newline - at);
    at = newline + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (lexicon.columns_.empty()) {
      SplitRow(line, &lexicon.columns_);
      continue;
    }
    const size_t row = lexicon.size();
    const size_t count = SplitRow(line, &lexicon.cells_);
    if (count != lexicon.columns_.size()) {
      return Refuse(file, number,
                    "has " + std::to_string(count) + " cells, the header " +
                        std::to_string(lexicon.columns_.size()));
    }
    const std::string_view form = lexicon.Cell(row, 0);
    if (form.empty()) return Refuse(file, number, "the first cell is empty");
    if (!lexicon.index_.emplace(LowerCase(form), static_cast<int>(row)).second) {
      return Refuse(file, number, "'" + std::string(form) + "' stands twice");
    }
  }
  if (lexicon.columns_.empty()) return Refuse(file, number, "no header line");
  return lexicon;
}

int Lexicon::Column(std::string_view name) const {
  auto it = std::find(columns_.begin(), columns_.end(), name);
  return it == columns_.end() ? -1 : static_cast<int>(it - columns_.begin());
}

int Lexicon::Find(std::string_view form) const {
  auto it = index_.find(LowerCase(form));
  return it == index_.end() ? -1 : it->second;
}

std::vector<std::string_view> SplitCell(std::string_view cell) {
  std::vector<std::string_view> pieces;
  while (!cell.empty()) {
    const size_t bar = std::min(cell.find('|'), cell.size());
    if (bar > 0) pieces.push_back(cell.substr(0, bar));
    cell.remove_prefix(std::min(bar + 1, cell.size()));
  }
  return pieces;
}

PhraseIndex::Node* PhraseIndex::Slot(uint64_t key) {
  if (used_ * 2 >= slots_.size()) Grow();
  size_t i = key & (slots_.size() - 1);
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
  if (slots_[i].key == 0) {
    slots_[i].key = key;
    ++used_;
  }
  return &slots_[i];
}

const PhraseIndex::Node* PhraseIndex::Probe(uint64_t key) const {
  for (size_t i = key & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].key == key) return &slots_[i];
    if (slots_[i].key == 0) return nullptr;
  }
}

void PhraseIndex::Grow() {
  std::vector<Node> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Node& node : old) {
    if (node.key == 0) continue;
    size_t i = node.key & (slots_.size() - 1);
    while (slots_[i].key != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = node;
  }
}

int PhraseIndex::Add(std::string_view phrase, int id) {
  const std::vector<Token> tokens = Tokenize(phrase);
  if (tokens.empty()) return -1;
  const uint32_t hash = tokens[0].hash;
  first_[hash % kFirstBits / 64] |= uint64_t{1} << (hash % 64);
  uint64_t key = kSeed;
  for (size_t i = 0; i < tokens.size(); ++i) {
    key = Extend(key, tokens[i]);
    Node* node = Slot(key);
    if (i + 1 < tokens.size()) {
      node->more = true;
    } else if (node->id < 0) {
      node->id = id;
      ++phrases_;
    } else {
      return node->id;
    }
  }
  return id;
}

PhraseIndex::Hit PhraseIndex::Longest(const std::vector<Token>& tokens, uint32_t at,
                                      uint32_t end) const {
  Hit hit;
  if (at >= end || !MayBegin(tokens[at].hash)) return hit;
  uint64_t key = kSeed;
  for (uint32_t i = at; i < end; ++i) {
    key = Extend(key, tokens[i]);
    const Node* node = Probe(key);
    if (node == nullptr) break;
    if (node->id >= 0) hit = {node->id, i + 1 - at};
    if (!node->more) break;
  }
  return hit;
}

int PhraseIndex::Exact(const std::vector<Token>& tokens, uint32_t at, uint32_t end) const {
  uint64_t key = kSeed;
  const Node* node = nullptr;
  for (uint32_t i = at; i < end; ++i) {
    key = Extend(key, tokens[i]);
    node = Probe(key);
    if (node == nullptr) return -1;
  }
  return node == nullptr ? -1 : node->id;
}

}  // namespace dealwire
