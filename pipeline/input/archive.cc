#include "pipeline/input/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <clocale>

namespace dealwire {
namespace {

constexpr size_t kInBytes = 128 << 10;

// A ByteStream as libarchive reads it.
struct Feed {
  std::unique_ptr<ByteStream> from;
  std::unique_ptr<char[]> buffer{new char[kInBytes]};

  static la_ssize_t Read(struct archive* archive, void* self, const void** buffer) {
    Feed* feed = static_cast<Feed*>(self);
    *buffer = feed->buffer.get();
    const ssize_t n = feed->from->Read(feed->buffer.get(), kInBytes);
    if (n < 0) archive_set_error(archive, -1, "%s", feed->from->error().c_str());
    return n;
  }
  static la_int64_t Seek(struct archive* /*archive*/, void* self, la_int64_t offset, int whence) {
    const int64_t at = static_cast<Feed*>(self)->from->Seek(offset, whence);
    return at < 0 ? ARCHIVE_FATAL : at;
  }
};

// libarchive's words, without its "truncated" variants of the same thing.
std::string Reason(struct archive* archive) {
  const char* text = archive_error_string(archive);
  return text == nullptr ? "broken archive" : text;
}

int Open(struct archive* archive, Feed* feed, bool seek) {
  archive_read_set_callback_data(archive, feed);
  archive_read_set_read_callback(archive, Feed::Read);
  if (seek) archive_read_set_seek_callback(archive, Feed::Seek);
  return archive_read_open1(archive);
}

class ExpandStream : public ByteStream {
 public:
  ExpandStream(std::unique_ptr<ByteStream> from, ExpansionGuard guard)
      : feed_{std::move(from)}, guard_(guard), archive_(archive_read_new()) {
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_lzma(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_lz4(archive_);
    archive_read_support_format_raw(archive_);
  }
  ~ExpandStream() override { archive_read_free(archive_); }
  bool Idle() override { return false; }

 protected:
  ssize_t DoRead(char* to, size_t size) override {
    if (!opened_) {
      opened_ = true;
      archive_entry* entry = nullptr;
      const int result = Open(archive_, &feed_, false);
      if (result != ARCHIVE_OK) return Fail(Reason(archive_));
      const int header = archive_read_next_header(archive_, &entry);
      if (header == ARCHIVE_EOF) return 0;
      if (header != ARCHIVE_OK) return Fail(Reason(archive_));
    }
    const la_ssize_t n = archive_read_data(archive_, to, size);
    if (n < 0) return Fail(Reason(archive_));
    if (std::string bomb = guard_.Count(n); !bomb.empty()) return Fail(std::move(bomb));
    return n;
  }

 private:
  Feed feed_;
  ExpansionGuard guard_;
  struct archive* archive_;
  bool opened_ = false;
};

class MemberStream : public ByteStream {
 public:
  MemberStream(struct archive* archive, ExpansionGuard guard) : archive_(archive), guard_(guard) {}

 protected:
  ssize_t DoRead(char* to, size_t size) override {
    const la_ssize_t n = archive_read_data(archive_, to, size);
    if (n < 0) return Fail(Reason(archive_));
    if (std::string bomb = guard_.Count(n); !bomb.empty()) return Fail(std::move(bomb));
    return n;
  }

 private:
  struct archive* archive_;
  ExpansionGuard guard_;
};

// Names in archives are UTF-8, whatever the user's locale; libarchive goes by the thread's.
class Utf8Locale {
 public:
  Utf8Locale() : own_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (own_ != nullptr) before_ = uselocale(own_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() {
    if (own_ == nullptr) return;
    uselocale(before_);
    freelocale(own_);
  }

 private:
  locale_t own_, before_ = nullptr;
};

// Hidden files, and what macOS adds to archives.
bool Hidden(const std::string& name) {
  return name.starts_with(".")
             ? !name.starts_with("./") || name.find("/.", 1) != std::string::npos
             : name.find("/.") != std::string::npos || name.starts_with("__MACOSX/");
}

}  // namespace

std::unique_ptr<ByteStream> MakeExpandStream(std::unique_ptr<ByteStream> from,
                                             ExpansionGuard guard) {
  return std::make_unique<ExpandStream>(std::move(from), guard);
}

struct Archive::Impl {
  Feed feed;
  ExpansionGuard guard;
  struct archive* archive;
  uint64_t members = 0;
  bool opened = false, ended = false;

  bool Broken(Member* member) {
    ended = true;
    *member = {};
    member->error = Status::Error(Reason(archive));
    return true;
  }
};

Archive::Archive(std::unique_ptr<ByteStream> from, ExpansionGuard guard)
    : impl_(new Impl{{std::move(from)}, guard, archive_read_new()}) {
  archive_read_support_format_zip(impl_->archive);
  archive_read_support_format_tar(impl_->archive);
}

Archive::~Archive() { archive_read_free(impl_->archive); }

bool Archive::Next(Member* member) {
  Impl& in = *impl_;
  if (in.ended) return false;
  const Utf8Locale utf8;
  if (!in.opened) {
    in.opened = true;
    const bool seek = in.feed.from->Seek(0, SEEK_CUR) >= 0 && in.feed.from->Seek(0, SEEK_SET) == 0;
    if (Open(in.archive, &in.feed, seek) != ARCHIVE_OK) return in.Broken(member);
  }
  while (true) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(in.archive, &entry);
    if (result == ARCHIVE_EOF) break;
    if (result < ARCHIVE_WARN) return in.Broken(member);
    ++in.members;
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) continue;
    if (archive_entry_hardlink_utf8(entry) != nullptr) continue;
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    *member = {};
    member->name = name == nullptr ? "member " + std::to_string(in.members) : name;
    if (member->name.ends_with('/') || Hidden(member->name)) continue;
    if (archive_entry_is_encrypted(entry) != 0) {
      member->error = Status::Error("is encrypted");
      return true;
    }
    member->stream = std::make_unique<MemberStream>(
        in.archive, ExpansionGuard(in.guard.file_bytes(), in.guard.max_ratio()));
    return true;
  }
  in.ended = true;
  return false;
}

}  // namespace dealwire
