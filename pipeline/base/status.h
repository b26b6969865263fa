// Errors are values: Status says whether something worked, Result<T> carries a T or the Status that
// says why not.
//
//   Result<Engine> engine = Engine::Make(options);
//   if (!engine.ok()) return Report(engine.status().message());
//   engine.value().Process(article);
//
// No function of this library throws across its API, prints or aborts. Thread-safety: plain values.
#ifndef DEALWIRE_PIPELINE_BASE_STATUS_H_
#define DEALWIRE_PIPELINE_BASE_STATUS_H_

#include <optional>
#include <string>
#include <utility>

namespace dealwire {

// Success, or an error message that names the offending piece (file, line, field, reason).
class [[nodiscard]] Status {
 public:
  static Status Ok() { return Status(); }
  static Status Error(std::string message) {
    Status s;
    s.ok_ = false;
    s.message_ = std::move(message);
    return s;
  }
  bool ok() const { return ok_; }
  const std::string& message() const { return message_; }

 private:
  bool ok_ = true;
  std::string message_;
};

// A value, or the error that stands in its place. value() may be called only when ok().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}        // NOLINT: implicit by design
  Result(Status error) : status_(std::move(error)) {}  // NOLINT: implicit by design
  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& value() { return *value_; }
  const T& value() const { return *value_; }
  T&& Take() { return std::move(*value_); }

 private:
  Status status_ = Status::Ok();
  std::optional<T> value_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_BASE_STATUS_H_
