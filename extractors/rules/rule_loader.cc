// RuleBook::Load: TOML and TSV files into compiled rules, with errors that name file, line and
// column.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>
#include <unicode/utf8.h>

#include "extractors/rules/required_words.h"
#include "extractors/rules/rule_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kFilterBits = 1 << 14;

struct SourceFile {
  std::string path;   // "money/core.toml"
  std::string shown;  // what errors call it
  std::string data;
};

std::string At(const SourceFile& file, const toml::source_region& region) {
  return file.shown + ":" + std::to_string(region.begin.line) + ":" +
         std::to_string(region.begin.column);
}

bool MacroChar(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string Digest(const std::vector<SourceFile>& files) {
  uint64_t hash = 14695981039346656037u;
  auto add = [&](std::string_view s) {
    for (const char c : s) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
    hash = (hash ^ 0xFF) * 1099511628211u;
  };
  for (const SourceFile& file : files) add(file.path), add(file.data);
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(hash));
  return hex.data();
}

// The folder "rules" inside a kind's folder says nothing: "money/rules/core.toml" is
// "money/core.toml".
std::string ShortPath(std::string path) {
  const size_t at = path.find("/rules/");
  if (at != std::string::npos) path.erase(at, 6);
  return path;
}

Result<std::vector<SourceFile>> Gather(std::span<const EmbeddedFile> built_in,
                                       const std::string& dir) {
  std::map<std::string, SourceFile> files;
  for (const EmbeddedFile& f : built_in) {
    const std::string path = ShortPath(std::string(f.path));
    files[path] = {path, "extractors/" + std::string(f.path), std::string(f.data)};
  }
  if (!dir.empty()) {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::recursive_directory_iterator walk(dir, error), end;
    if (error) return Status::Error(dir + ": " + error.message());
    for (; walk != end; walk.increment(error)) {
      if (error) return Status::Error(dir + ": " + error.message());
      const std::string extension = walk->path().extension().string();
      if (!walk->is_regular_file(error) || (extension != ".toml" && extension != ".tsv")) continue;
      std::ifstream in(walk->path(), std::ios::binary);
      std::ostringstream data;
      if (!in || !(data << in.rdbuf() || in.peek() == EOF)) {
        return Status::Error(walk->path().string() + ": cannot be read");
      }
      const std::string relative =
          ShortPath(fs::relative(walk->path(), dir, error).generic_string());
      files[relative] = {relative, walk->path().string(), data.str()};
    }
  }
  std::vector<SourceFile> out;
  for (auto& [path, file] : files) out.push_back(std::move(file));
  return out;
}

// "a [span] b => value" into its parts.
bool ParseExample(std::string_view written, bool matches, Example* example) {
  example->matches = matches;
  if (!matches) {
    example->text = std::string(written);
    return true;
  }
  const size_t arrow = written.rfind(" => ");
  if (arrow != std::string_view::npos) {
    example->value = std::string(written.substr(arrow + 4));
    written = written.substr(0, arrow);
  }
  // The last '[' that a later ']' closes; brackets of the text itself are doubled: [[2025]].
  std::string text;
  std::optional<uint32_t> open;
  bool closed = false;
  for (size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    if ((c == '[' || c == ']') && i + 1 < written.size() && written[i + 1] == c) {
      text += c;
      ++i;
    } else if (c == '[' && !open) {
      open = text.size();
    } else if (c == ']' && open && !closed) {
      example->span = {*open, static_cast<uint32_t>(text.size())};
      closed = true;
    } else {
      text += c;
    }
  }
  example->text = text;
  return closed && !example->span.empty();
}

}  // namespace

class RuleLoader {
 public:
  Status Load(std::vector<SourceFile> files, RuleBook* book) {
    book_ = book;
    book_->digest_ = Digest(files);
    for (const SourceFile& file : files) {
      if (Status s = LoadLexicon(file); !s.ok()) return s;
    }
    for (const SourceFile& file : files) {
      if (Status s = ParseToml(file); !s.ok()) return s;
    }
    for (Parsed& p : parsed_) {
      if (Status s = LoadDefines(p); !s.ok()) return s;
    }
    for (Parsed& p : parsed_) {
      if (Status s = LoadTriggers(p); !s.ok()) return s;
    }
    for (Parsed& p : parsed_) {
      if (Status s = ExpandPatterns(p); !s.ok()) return s;
    }
    CompilePatterns();
    for (Parsed& p : parsed_) {
      if (Status s = LoadRules(p); !s.ok()) return s;
    }
    return Status::Ok();
  }

 private:
  struct Parsed {
    SourceFile file;
    toml::table table;
    std::string kind;
  };

  Status LoadLexicon(const SourceFile& file) {
    const std::filesystem::path path(file.path);
    if (path.extension() != ".tsv") return Status::Ok();
    Result<Lexicon> lexicon = Lexicon::Parse(file.shown, file.data);
    if (!lexicon.ok()) return lexicon.status();
    auto& slot = book_->lexicons_[path.stem().string()];
    if (slot != nullptr) return Status::Error(file.shown + ":1: another lexicon has this name");
    slot = std::make_unique<Lexicon>(lexicon.Take());
    return Status::Ok();
  }

  Status ParseToml(const SourceFile& file) {
    const std::filesystem::path path(file.path);
    if (path.extension() != ".toml") return Status::Ok();
    toml::parse_result result = toml::parse(file.data, file.path);
    if (!result) {
      return Status::Error(At(file, result.error().source()) + ": " +
                           std::string(result.error().description()));
    }
    std::string kind = path.begin()->string();
    if (path.has_parent_path() == false) kind = path.stem().string();
    parsed_.push_back({file, std::move(result).table(), std::move(kind)});
    return Status::Ok();
  }

  // Defines of the folder "rules" or of a top-level file serve all kinds.
  Status LoadDefines(const Parsed& p) {
    const toml::table* defines = p.table["define"].as_table();
    if (defines == nullptr) return Status::Ok();
    for (const auto& [key, node] : *defines) {
      const auto* text = node.as_string();
      if (text == nullptr) return Refuse(p, node, "a definition must be a string");
      defines_[p.kind + "/" + std::string(key.str())] = text->get();
      if (p.kind == "rules") defines_[std::string(key.str())] = text->get();
    }
    return Status::Ok();
  }

  static Status Refuse(const Parsed& p, const toml::node& node, const std::string& reason) {
    return Status::Error(At(p.file, node.source()) + ": " + reason);
  }

  Status LoadTriggers(const Parsed& p) {
    const toml::array* list = p.table["trigger"].as_array();
    if (list == nullptr) return Status::Ok();
    RuleSet& set = book_->kinds_[p.kind];
    for (const toml::node& node : *list) {
      const toml::table* t = node.as_table();
      const auto name = t == nullptr ? std::nullopt : (*t)["name"].value<std::string>();
      if (!name) return Refuse(p, node, "a trigger needs a name");
      if (!set.Trigger(*name).empty())
        return Refuse(p, node, "trigger '" + *name + "' stands twice");
      if (set.trigger_names_.size() >= kMostNamedTriggers)
        return Refuse(p, node, "more than " + std::to_string(kMostNamedTriggers) + " triggers");
      set.trigger_names_.push_back(*name);
      const TriggerMask bit = set.Trigger(*name);
      if (set.filter_.empty()) set.filter_.resize(kFilterBits / 64);
      if (const toml::array* words = (*t)["words"].as_array()) {
        for (const toml::node& w : *words) AddWord(w.value_or(std::string()), bit, &set);
      }
      if (const auto lexicon = (*t)["lexicon"].value<std::string>()) {
        const Lexicon* lex = book_->FindLexicon(*lexicon);
        if (lex == nullptr) return Refuse(p, node, "unknown lexicon '" + *lexicon + "'");
        for (size_t row = 0; row < lex->size(); ++row) AddWord(lex->Cell(row, 0), bit, &set);
      }
      if (const auto lexicon = (*t)["lexicon_last"].value<std::string>()) {
        const Lexicon* lex = book_->FindLexicon(*lexicon);
        if (lex == nullptr) return Refuse(p, node, "unknown lexicon '" + *lexicon + "'");
        for (size_t row = 0; row < lex->size(); ++row)
          AddWord(LastWord(lex->Cell(row, 0)), bit, &set);
      }
      if (const auto marks = (*t)["marks"].value<std::string>()) AddMarks(*marks, bit, &set);
      if ((*t)["numbers"].value_or(false)) set.number_triggers_ |= bit;
      if ((*t)["joined"].value_or(false)) set.joined_triggers_ |= bit.named();
    }
    return Status::Ok();
  }

  static void AddHash(uint32_t hash, const TriggerMask& bit, RuleSet* set,
                      std::unordered_map<uint32_t, TriggerMask>* table) {
    (*table)[hash] |= bit;
    const uint32_t slot = hash & (kFilterBits - 1);
    set->filter_[slot / 64] |= uint64_t{1} << (slot % 64);
  }

  static std::string_view LastWord(std::string_view phrase) {
    const std::vector<Token> tokens = Tokenize(phrase);
    size_t i = tokens.size();
    while (i > 1 && tokens[i - 1].IsMark('.')) --i;
    return tokens.empty() ? phrase : phrase.substr(tokens[i - 1].begin);
  }

  // The first token of the word or phrase.
  static void AddWord(std::string_view word, const TriggerMask& bit, RuleSet* set) {
    const std::vector<Token> tokens = Tokenize(word);
    if (tokens.empty()) return;
    AddHash(tokens[0].hash, bit, set,
            tokens[0].mark() ? &set->mark_triggers_ : &set->word_triggers_);
  }

  static void AddMarks(const std::string& marks, const TriggerMask& bit, RuleSet* set) {
    for (int32_t i = 0; i < static_cast<int32_t>(marks.size());) {
      UChar32 c;
      U8_NEXT_OR_FFFD(marks.data(), i, static_cast<int32_t>(marks.size()), c);
      AddHash(static_cast<uint32_t>(c), bit, set, &set->mark_triggers_);
    }
  }

  // Replaces {NAME} by its definition or by the forms of the lexicon of that name.
  Status Expand(const Parsed& p, const toml::node& node, std::string* pattern, int depth = 0) {
    if (depth > 20) return Refuse(p, node, "definitions that refer to each other");
    std::string out;
    for (size_t i = 0; i < pattern->size(); ++i) {
      const char c = (*pattern)[i];
      const bool property = i >= 2 && ((*pattern)[i - 1] == 'p' || (*pattern)[i - 1] == 'P') &&
                            (*pattern)[i - 2] == '\\';
      size_t end = i + 1;
      while (end < pattern->size() && MacroChar((*pattern)[end])) ++end;
      const bool macro = c == '{' && !property && end < pattern->size() && (*pattern)[end] == '}' &&
                         end > i + 1 && !(((*pattern)[i + 1]) >= '0' && (*pattern)[i + 1] <= '9');
      if (!macro) {
        out += c;
        continue;
      }
      const std::string name = pattern->substr(i + 1, end - i - 1);
      std::string body;
      if (Status s = Definition(p, node, name, &body); !s.ok()) return s;
      if (Status s = Expand(p, node, &body, depth + 1); !s.ok()) return s;
      out += "(?:" + body + ")";
      i = end;
    }
    *pattern = std::move(out);
    return Status::Ok();
  }

  Status Definition(const Parsed& p, const toml::node& node, const std::string& name,
                    std::string* body) {
    for (const std::string& key : {p.kind + "/" + name, name}) {
      auto it = defines_.find(key);
      if (it != defines_.end()) {
        *body = it->second;
        return Status::Ok();
      }
    }
    const Lexicon* lexicon = book_->FindLexicon(LowerCase(name));
    if (lexicon == nullptr) return Refuse(p, node, "unknown name {" + name + "}");
    std::vector<std::string_view> forms;
    for (size_t row = 0; row < lexicon->size(); ++row) forms.push_back(lexicon->Cell(row, 0));
    std::stable_sort(forms.begin(), forms.end(),
                     [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
    for (const std::string_view form : forms) {
      if (!body->empty()) *body += '|';
      *body += EscapePattern(form);
    }
    defines_[name] = *body;
    return Status::Ok();
  }

  Status LoadRules(const Parsed& p) {
    RuleSet& set = book_->kinds_[p.kind];
    const toml::array* list = p.table["rule"].as_array();
    if (list == nullptr) return Status::Ok();
    for (const toml::node& node : *list) {
      if (Status s = LoadRule(p, node, &set); !s.ok()) return s;
    }
    return Status::Ok();
  }

  // The regular expressions of a file's rules, to be compiled all together.
  Status ExpandPatterns(const Parsed& p) {
    const toml::array* list = p.table["rule"].as_array();
    if (list == nullptr) return Status::Ok();
    for (const toml::node& rule : *list) {
      if (!rule.is_table()) continue;
      for (const char* key : {"pattern", "split"}) {
        const toml::node* node = rule.as_table()->get(key);
        const auto written = node == nullptr ? std::nullopt : node->value<std::string>();
        if (!written) continue;
        std::string regex = *written;
        if (Status s = Expand(p, *node, &regex); !s.ok()) return s;
        // A rule with `starts` is tried at few places as it is.
        const bool asks =
            key == std::string_view("pattern") && !rule.as_table()->contains("starts");
        ToCompile to_compile{std::move(regex), asks, {}, {}};
        order_.push_back(&patterns_.emplace(node, std::move(to_compile)).first->second);
      }
    }
    return Status::Ok();
  }

  // On all cores, as this is most of the time that the program takes to start.
  void CompilePatterns() {
    constexpr unsigned kMostThreads = 8;
    std::atomic<size_t> next{0};
    auto work = [&] {
      for (size_t i = next++; i < order_.size(); i = next++) {
        order_[i]->made = Pattern::Make(order_[i]->regex);
        if (order_[i]->asks) order_[i]->words = RequiredWords(order_[i]->regex);
      }
    };
    std::vector<std::jthread> others(
        std::min(kMostThreads, std::max(1U, std::thread::hardware_concurrency())) - 1);
    for (std::jthread& thread : others) thread = std::jthread(work);
    work();
  }

  Result<Pattern> Compiled(const toml::node& node) { return std::move(*patterns_.at(&node).made); }

  Status LoadRule(const Parsed& p, const toml::node& node, RuleSet* set) {
    const toml::table* t = node.as_table();
    const auto name = t == nullptr ? std::nullopt : (*t)["name"].value<std::string>();
    if (!name) return Refuse(p, node, "a rule needs a name");
    if (!names_.insert(*name).second) return Refuse(p, node, "rule '" + *name + "' stands twice");
    const toml::node* pattern_node = t->get("pattern");
    const auto written =
        pattern_node == nullptr ? std::nullopt : pattern_node->value<std::string>();
    if (!written) return Refuse(p, node, "rule '" + *name + "' has no pattern");
    Result<Pattern> pattern = Compiled(*pattern_node);
    if (!pattern.ok()) return Refuse(p, *pattern_node, *name + ": " + pattern.status().message());
    Rule rule{*name,
              pattern.Take(),
              std::nullopt,
              {},
              {},
              {},
              0,
              (*t)["confidence"].value_or(0.8F),
              {},
              {},
              {}};
    if (const toml::node* node_split = t->get("split"); node_split != nullptr) {
      if (!node_split->is_string()) return Refuse(p, *node_split, *name + ": split must be a text");
      Result<Pattern> compiled = Compiled(*node_split);
      if (!compiled.ok()) return Refuse(p, *node_split, *name + ": " + compiled.status().message());
      rule.split = compiled.Take();
    }
    rule.where = p.file.shown + ":" + std::to_string(node.source().begin.line);
    if (Status s = LoadNeeds(p, *t, *set, &rule); !s.ok()) return s;
    NeedWords(patterns_.at(pattern_node).words, set, &rule);
    rule.needs |= rule.words;
    if (Status s = LoadFields(p, *t, &rule); !s.ok()) return s;
    if (Status s = LoadExamples(p, node, *t, &rule); !s.ok()) return s;
    for (const auto& [key, value] : *t) {
      if (const auto* text = value.as_string();
          text != nullptr && key != "name" && key != "pattern" && key != "split") {
        rule.attributes[std::string(key.str())] = text->get();
      }
    }
    set->rules_.push_back(std::move(rule));
    return Status::Ok();
  }

  static Status LoadNeeds(const Parsed& p, const toml::table& t, const RuleSet& set, Rule* rule) {
    for (const char* key : {"needs", "starts"}) {
      const toml::array* names = t[key].as_array();
      if (names == nullptr) continue;
      for (const toml::node& node : *names) {
        const std::string name = node.value_or(std::string());
        const TriggerMask bit = set.Trigger(name);
        if (bit.empty()) return Refuse(p, node, rule->name + ": unknown trigger '" + name + "'");
        if (key == std::string_view("needs")) {
          rule->needs |= bit;
        } else {
          rule->starts |= bit.named();
        }
      }
    }
    return Status::Ok();
  }

  // The words that the pattern itself asks for, as triggers without a name.
  static void NeedWords(const std::vector<WordChoice>& words, RuleSet* set, Rule* rule) {
    for (const WordChoice& choice : words) {
      std::string name = "=";
      for (const std::string& word : choice) name += word + " ";
      if (set->Trigger(name).empty()) {
        if (set->trigger_names_.size() >= kMostTriggers) return;
        set->trigger_names_.push_back(name);
        if (set->filter_.empty()) set->filter_.resize(kFilterBits / 64);
        for (const std::string& word : choice) AddWord(word, set->Trigger(name), set);
      }
      rule->words |= set->Trigger(name);
    }
  }

  Status LoadFields(const Parsed& p, const toml::table& t, Rule* rule) {
    const toml::table* value = t["value"].as_table();
    if (value == nullptr) return Status::Ok();
    for (const auto& [key, node] : *value) {
      const auto verb = node.value<std::string>();
      if (!verb) return Refuse(p, node, rule->name + ": a field's verb must be a string");
      FieldRule field;
      field.name = std::string(key.str());
      if (Status s = ParseVerb(p, node, *verb, *rule, &field); !s.ok()) return s;
      rule->fields.push_back(std::move(field));
    }
    return Status::Ok();
  }

  Status ParseVerb(const Parsed& p, const toml::node& node, const std::string& verb,
                   const Rule& rule, FieldRule* field) {
    using Verb = FieldRule::Verb;
    const size_t colon = std::min(verb.find(':'), verb.size());
    const std::string head = verb.substr(0, colon);
    const std::string tail = colon < verb.size() ? verb.substr(colon + 1) : "";
    if (head == "const") {
      field->verb = Verb::kConst;
      field->words = tail;
      return Status::Ok();
    }
    field->group = rule.grouping().GroupIndex(field->name);
    if (field->group < 0) {
      return Refuse(p, node, rule.name + ": the pattern has no group '" + field->name + "'");
    }
    if (head == "text") {
      field->verb = Verb::kText;
    } else if (head == "lower") {
      field->verb = Verb::kLower;
    } else if (head == "decimal") {
      field->verb = Verb::kDecimal;
    } else if (head == "lookup") {
      field->verb = Verb::kLookup;
      const size_t dot = std::min(tail.find('.'), tail.size());
      field->lexicon = book_->FindLexicon(tail.substr(0, dot));
      if (field->lexicon == nullptr)
        return Refuse(p, node, rule.name + ": unknown lexicon '" + tail + "'");
      if (dot < tail.size()) field->column = field->lexicon->Column(tail.substr(dot + 1));
      if (field->column < 0) return Refuse(p, node, rule.name + ": no such column: '" + tail + "'");
    } else {
      return Refuse(p, node, rule.name + ": unknown verb '" + head + "'");
    }
    return Status::Ok();
  }

  static Status LoadExamples(const Parsed& p, const toml::node& node, const toml::table& t,
                             Rule* rule) {
    for (const auto& [key, matches] : {std::pair{"matches", true}, {"rejects", false}}) {
      const toml::array* list = t[key].as_array();
      if (list == nullptr || list->empty()) {
        return Refuse(p, node, rule->name + ": needs at least one example under '" + key + "'");
      }
      for (const toml::node& entry : *list) {
        Example example;
        if (!ParseExample(entry.value_or(std::string()), matches, &example) ||
            example.text.empty()) {
          return Refuse(p, entry,
                        rule->name + ": an example must be 'words [the match] words => value'");
        }
        rule->examples.push_back(std::move(example));
      }
    }
    return Status::Ok();
  }

  RuleBook* book_ = nullptr;
  std::vector<Parsed> parsed_;
  std::map<std::string, std::string> defines_;
  struct ToCompile {
    std::string regex;
    bool asks = false;  // for the words that it needs
    std::optional<Result<Pattern>> made;
    std::vector<WordChoice> words;
  };
  std::map<const toml::node*, ToCompile> patterns_;
  std::vector<ToCompile*> order_;  // of the files
  std::set<std::string> names_;
};

Result<RuleBook> RuleBook::Load(std::span<const EmbeddedFile> built_in,
                                const std::string& overlay_dir) {
  Result<std::vector<SourceFile>> files = Gather(built_in, overlay_dir);
  if (!files.ok()) return files.status();
  RuleBook book;
  RuleLoader loader;
  if (Status s = loader.Load(files.Take(), &book); !s.ok()) return s;
  return book;
}

}  // namespace dealwire
