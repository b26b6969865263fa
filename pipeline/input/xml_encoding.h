// Encodings that expat does not know by itself (windows-125x, ISO-8859-x, Shift_JIS, EUC, GB2312,
// Big5, KOI8), by iconv.
#ifndef DEALWIRE_PIPELINE_INPUT_XML_ENCODING_H_
#define DEALWIRE_PIPELINE_INPUT_XML_ENCODING_H_

#include <expat.h>

namespace dealwire {

// An XML_UnknownEncodingHandler.
int FindXmlEncoding(void* data, const char* name, XML_Encoding* encoding);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_XML_ENCODING_H_
