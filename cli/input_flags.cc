#include "cli/input_flags.h"

#include <charconv>
#include <iostream>
#include <map>

#include "cli/commands.h"

namespace dealwire::cli {
namespace {

const std::map<std::string, InputFormat>& Formats() {
  static const std::map<std::string, InputFormat> kFormats = {
      {"auto", InputFormat::kAuto},     {"text", InputFormat::kText},
      {"html", InputFormat::kHtml},     {"jsonl", InputFormat::kJsonl},
      {"json", InputFormat::kJson},     {"ninjs", InputFormat::kJson},
      {"csv", InputFormat::kCsv},       {"tsv", InputFormat::kTsv},
      {"rss", InputFormat::kXml},       {"atom", InputFormat::kXml},
      {"newsml-g2", InputFormat::kXml}, {"nitf", InputFormat::kXml},
      {"edgar", InputFormat::kEdgar},   {"warc", InputFormat::kWarc}};
  return kFormats;
}

std::string FormatNames() {
  std::string names;
  for (const char* name : {"auto", "text", "html", "jsonl", "json", "csv", "tsv", "rss", "atom",
                           "newsml-g2", "nitf", "ninjs", "edgar", "warc"})
    names += (names.empty() ? "" : "|") + std::string(name);
  return names;
}

// "0.05", "5%" or "1000"; false if it is none of these.
bool ReadSample(std::string_view text, SourceOptions* options) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0)) return false;
  if (percent || value < 1) {
    options->share = percent ? value / 100 : value;
    return options->share <= 1;
  }
  options->sample = static_cast<uint64_t>(value);
  return value < 1e9 && static_cast<double>(options->sample) == value;
}

std::string Count(uint64_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

}  // namespace

void AddFormatFlags(CLI::App* command, InputFlags* flags) {
  std::vector<std::string> names;
  for (const auto& [name, format] : Formats()) names.push_back(name);
  command->add_option("--from", flags->from, "input format; default by name and content")
      ->check(CLI::IsMember(names).description(""))
      ->type_name(FormatNames());
  command
      ->add_option(
          "--text-field", flags->fields.text,
          "the JSON field, as a dotted path, or the column that holds the text; default text")
      ->type_name("NAME");
  command->add_option("--id-field", flags->fields.id, "the one that holds the id; default id")
      ->type_name("NAME");
  command
      ->add_option("--date-field", flags->fields.published,
                   "the one that holds the publication date; default published")
      ->type_name("NAME");
  command
      ->add_option("--title-field", flags->fields.title,
                   "the one that holds the title; default title")
      ->type_name("NAME");
}

void AddReadingFlags(CLI::App* command, InputFlags* flags) {
  command
      ->add_option("--files-from", flags->files_from,
                   "a file that lists paths, one a line; - is standard input")
      ->type_name("FILE");
  command
      ->add_option("--max-bytes", flags->max_bytes,
                   "articles larger than this are rejected; 10K, 20M and 1G are understood; "
                   "default 256M")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(uint64_t{1}, uint64_t{1} << 30).description(""))
      ->type_name("N");
  command->add_option("--limit", flags->limit, "stop after so many articles")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1} << 62).description(""))
      ->type_name("N");
  command
      ->add_option("--sample", flags->sample,
                   "only some articles, the same each time: so many, or a share such as 5% or 0.05")
      ->type_name("N");
  command->add_flag("--dry-run", flags->dry_run, "only count what would be read");
}

InputFormat FormatOf(const std::string& from) {
  const auto found = Formats().find(from);
  return found == Formats().end() ? InputFormat::kAuto : found->second;
}

Result<SourceOptions> SourceOptionsOf(const InputFlags& flags) {
  SourceOptions options;
  options.format = FormatOf(flags.from);
  options.files_from = flags.files_from;
  options.fields = flags.fields;
  options.max_bytes = flags.max_bytes;
  options.limit = flags.limit;
  if (!flags.sample.empty() && !ReadSample(flags.sample, &options))
    return Status::Error("--sample: '" + flags.sample + "' is neither a number nor a share");
  return options;
}

std::string SettingsOf(const InputFlags& flags) {
  std::string settings = "from=" + flags.from;
  for (const std::string& field :
       {flags.fields.text, flags.fields.id, flags.fields.published, flags.fields.title})
    settings += "," + field;
  return settings + " max_bytes=" + std::to_string(flags.max_bytes) +
         " limit=" + std::to_string(flags.limit) + " sample=" + flags.sample;
}

int DryRun(const InputFlags& flags) {
  const Result<SourceOptions> options = SourceOptionsOf(flags);
  if (!options.ok()) return Complain(options.status().message()), 2;
  Result<Source> source = Source::Make(flags.paths, options.value());
  if (!source.ok()) return Complain(source.status().message()), 2;
  uint64_t articles = 0, bytes = 0, rejected = 0;
  std::map<std::string, uint64_t> formats;
  std::vector<InputItem> batch;
  while (source.value().Next(&batch)) {
    for (InputItem& item : batch) {
      const std::string where = item.Where();
      RawArticle article;
      const Status status = ReadArticle(std::move(item), &article);
      if (status.ok()) {
        ++articles;
        bytes += article.bytes.size();
        ++formats[kFormatNames[static_cast<int>(article.format)]];
      } else {
        ++rejected;
        Complain(where + ": " + status.message());
      }
    }
  }
  std::cout << Count(source.value().files(), "file") << ", " << Count(articles, "article");
  const char* separator = " (";
  for (const auto& [format, count] : formats) {
    std::cout << separator << count << " " << format;
    separator = ", ";
  }
  std::cout << (formats.empty() ? "" : ")") << ", " << bytes << " bytes of text, " << rejected
            << " rejected\n";
  return rejected > 0 ? 1 : 0;
}

}  // namespace dealwire::cli
