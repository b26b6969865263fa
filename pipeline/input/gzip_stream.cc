#include "pipeline/input/gzip_stream.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace dealwire {
namespace {

constexpr size_t kInBytes = 128 << 10;
constexpr size_t kTrialBytes = 4 << 10;    // enough to see how a member's content begins
constexpr size_t kBehindBytes = 4 << 10;   // how far an error may be noticed too late
constexpr size_t kMembersKept = 1U << 16;  // if nobody asks where they begin
constexpr int kGzip = 15 + 16;             // zlib's window bits: gzip only
constexpr int kGzipOrZlib = 15 + 32;
constexpr int kBare = -15;

}  // namespace

GzipStream::GzipStream(std::unique_ptr<ByteStream> from, ExpansionGuard guard)
    : from_(std::move(from)), guard_(guard), in_(new unsigned char[kInBytes]) {
  zip_.next_in = in_.get();
  inflateInit2(&zip_, kGzip);
}

GzipStream::~GzipStream() { inflateEnd(&zip_); }

ssize_t GzipStream::Refill() {
  // Some of what has been consumed stays, for SkipTo.
  const size_t behind = std::min<size_t>(zip_.next_in - in_.get(), kBehindBytes);
  std::memmove(in_.get(), zip_.next_in - behind, behind + zip_.avail_in);
  zip_.next_in = in_.get() + behind;
  const size_t held = behind + zip_.avail_in;
  const ssize_t n = from_->Read(reinterpret_cast<char*>(in_.get()) + held, kInBytes - held);
  if (n < 0) return Fail(from_->error());
  zip_.avail_in += n;
  in_offset_ += n;
  return n;
}

// 1 if a member begins, 0 at the end of the file, -1 on error.
ssize_t GzipStream::BeginMember() {
  while (true) {
    // Tapes and disks pad with zeros.
    while (!members_.empty() && zip_.avail_in > 0 && *zip_.next_in == 0) {
      ++zip_.next_in;
      --zip_.avail_in;
    }
    if (zip_.avail_in >= 2) break;
    const ssize_t n = Refill();
    if (n < 0) return n;
    if (n > 0) continue;
    if (zip_.avail_in == 0) return 0;
    break;
  }
  const uint64_t at = in_offset_ - zip_.avail_in;
  members_.emplace_back(out_offset_, at);
  if (members_.size() > kMembersKept) members_.pop_front();
  if (zip_.avail_in < 2 || zip_.next_in[0] != 0x1F || zip_.next_in[1] != 0x8B) {
    return Fail("what follows at byte " + std::to_string(at) + " is no gzip data");
  }
  inflateReset2(&zip_, kGzip);
  in_member_ = true;
  return 1;
}

ssize_t GzipStream::DoRead(char* to, size_t size) {
  if (!pending_.empty()) return Fail(std::move(pending_));
  zip_.next_out = reinterpret_cast<unsigned char*>(to);
  const size_t most = std::min<size_t>(size, std::numeric_limits<unsigned>::max());
  zip_.avail_out = static_cast<unsigned>(most);
  std::string wrong;
  while (zip_.avail_out > 0 && wrong.empty()) {
    if (!in_member_) {
      const ssize_t begun = BeginMember();
      if (begun < 0) wrong = error();
      if (begun <= 0) break;
    }
    if (zip_.avail_in == 0) {
      const ssize_t n = Refill();
      if (n < 0) wrong = error();
      if (n == 0) wrong = "the gzip data are cut off";
      if (n <= 0) break;
    }
    const unsigned before = zip_.avail_out;
    const int result = inflate(&zip_, Z_NO_FLUSH);
    out_offset_ += before - zip_.avail_out;
    if (result == Z_STREAM_END) {
      in_member_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      wrong = "broken gzip data at byte " + std::to_string(in_offset_ - zip_.avail_in) +
              (zip_.msg == nullptr ? "" : std::string(": ") + zip_.msg);
    }
  }
  const size_t got = most - zip_.avail_out;
  if (wrong.empty() && got > 0) wrong = guard_.Count(got);
  if (wrong.empty()) return static_cast<ssize_t>(got);
  ClearError();
  if (got == 0) return Fail(std::move(wrong));
  pending_ = std::move(wrong);
  return static_cast<ssize_t>(got);
}

bool GzipStream::MemberBeginsWith(std::string_view beginning) {
  z_stream trial = {};
  std::string out(beginning.size(), '\0');
  trial.next_in = zip_.next_in;
  trial.avail_in = static_cast<unsigned>(std::min<size_t>(zip_.avail_in, kTrialBytes));
  trial.next_out = reinterpret_cast<unsigned char*>(out.data());
  trial.avail_out = static_cast<unsigned>(out.size());
  if (inflateInit2(&trial, kGzip) != Z_OK) return false;
  inflate(&trial, Z_SYNC_FLUSH);
  const bool full = trial.avail_out == 0;
  inflateEnd(&trial);
  return full && out == beginning;
}

bool GzipStream::SkipTo(std::string_view beginning) {
  pending_.clear();
  ClearError();
  // A member that is cut off is noticed within the next one: back to behind its beginning.
  const uint64_t at = in_offset_ - zip_.avail_in;
  const uint64_t member = members_.empty() ? 0 : members_.back().second;
  const size_t back =
      std::min<uint64_t>(at > member ? at - member - 1 : 0, zip_.next_in - in_.get());
  zip_.next_in -= back;
  zip_.avail_in += static_cast<unsigned>(back);
  while (true) {
    if (zip_.avail_in < kTrialBytes) {
      const ssize_t n = Refill();
      if (n < 0 || (n == 0 && zip_.avail_in < 18)) return false;  // 18: the smallest member
    }
    const auto* found = static_cast<unsigned char*>(std::memchr(zip_.next_in, 0x1F, zip_.avail_in));
    const size_t skip = found == nullptr ? zip_.avail_in : found - zip_.next_in;
    zip_.next_in += skip;
    zip_.avail_in -= static_cast<unsigned>(skip);
    if (found == nullptr || (skip > 0 && zip_.avail_in < kTrialBytes && Refill() > 0)) continue;
    if (zip_.avail_in >= 18 && zip_.next_in[1] == 0x8B && zip_.next_in[2] == 8 &&
        MemberBeginsWith(beginning)) {
      in_member_ = false;
      return true;
    }
    ++zip_.next_in;
    --zip_.avail_in;
  }
}

uint64_t GzipStream::FilePlace(uint64_t offset) {
  while (members_.size() > 1 && members_[1].first <= offset) members_.pop_front();
  return members_.empty() || members_[0].first > offset ? 0 : members_[0].second;
}

Result<std::string> Inflate(std::string_view bytes, uint64_t limit) {
  std::string out;
  for (const int kind : {kGzipOrZlib, kBare}) {
    z_stream zip = {};
    if (inflateInit2(&zip, kind) != Z_OK) return Status::Error("out of memory");
    zip.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
    zip.avail_in = static_cast<unsigned>(bytes.size());
    out.clear();
    int result = Z_OK;
    while (result == Z_OK && out.size() <= limit) {
      const size_t at = out.size();
      out.resize(at + std::max<size_t>(4 * bytes.size(), 64 << 10));
      zip.next_out = reinterpret_cast<unsigned char*>(out.data() + at);
      zip.avail_out = static_cast<unsigned>(out.size() - at);
      result = inflate(&zip, Z_NO_FLUSH);
      out.resize(out.size() - zip.avail_out);
      if (zip.avail_in == 0 && zip.avail_out > 0 && result == Z_OK) result = Z_BUF_ERROR;
    }
    const bool begun = zip.total_out > 0;
    inflateEnd(&zip);
    if (out.size() > limit) return Status::Error("larger than " + std::to_string(limit) + " bytes");
    if (result == Z_STREAM_END) return out;
    if (begun || kind == kBare)
      return Status::Error(result == Z_BUF_ERROR ? "the compressed body is cut off"
                                                 : "the compressed body is broken");
  }
  return out;
}

}  // namespace dealwire
