#include "pipeline/input/xml_encoding.h"

#include <iconv.h>

#include <cerrno>
#include <cstdint>

namespace dealwire {
namespace {

constexpr int kBad = -1;
constexpr int kTwoBytes = -2;

// The code point that bytes stand for; kBad if none, kTwoBytes if more bytes are needed.
int CodePoint(iconv_t converter, const char* bytes, size_t size) {
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  uint32_t code = 0;
  char* in = const_cast<char*>(bytes);
  char* out = reinterpret_cast<char*>(&code);
  size_t left = size, room = sizeof code;
  if (iconv(converter, &in, &left, &out, &room) != static_cast<size_t>(-1) && room == 0)
    return static_cast<int>(code);
  return errno == EINVAL && size == 1 ? kTwoBytes : kBad;
}

int Convert(void* converter, const char* bytes) { return CodePoint(converter, bytes, 2); }

void Release(void* converter) { iconv_close(converter); }

}  // namespace

int FindXmlEncoding(void* /*data*/, const char* name, XML_Encoding* encoding) {
  iconv_t converter = iconv_open("UTF-32LE", name);
  if (converter == reinterpret_cast<iconv_t>(-1)) return XML_STATUS_ERROR;
  for (int i = 0; i < 256; ++i) {
    const char byte = static_cast<char>(i);
    encoding->map[i] = CodePoint(converter, &byte, 1);
    if (encoding->map[i] > 0xFFFF) encoding->map[i] = kBad;
  }
  encoding->data = converter;
  encoding->convert = Convert;
  encoding->release = Release;
  return XML_STATUS_OK;
}

}  // namespace dealwire
