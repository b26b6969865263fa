# Lexicons made at configure time from Debian packages; each is appended to rule_files.

# Runs a generator (C++, one file, linked with the libraries that follow) with one argument and keeps what it
# prints as <out>.
function(dealwire_generate_lexicon source argument out)
  try_run(run_result compile_result "${CMAKE_BINARY_DIR}/tools" "${source}"
    CMAKE_FLAGS "-DCMAKE_CXX_STANDARD=20"
    LINK_LIBRARIES ${ARGN}
    COMPILE_OUTPUT_VARIABLE compile_output RUN_OUTPUT_VARIABLE output ARGS "${argument}")
  set(failed FALSE)
  if(NOT compile_result OR NOT run_result EQUAL 0)
    set(failed TRUE)
  endif()
  unset(run_result CACHE)
  unset(compile_result CACHE)
  if(failed)
    message(FATAL_ERROR "${source}: ${compile_output}${output}")
  endif()
  file(CONFIGURE OUTPUT "${out}" CONTENT "${output}" @ONLY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
endfunction()

set(generated_rules "${CMAKE_BINARY_DIR}/generated")  # laid out like extractors/
foreach(which names codes)
  dealwire_generate_lexicon("${PROJECT_SOURCE_DIR}/cmake/tools/make_currency_names.cc" ${which}
    "${generated_rules}/money/currency_${which}.tsv" icuuc icui18n)
endforeach()
set(generated_rule_files "${generated_rules}/money/currency_names.tsv" "${generated_rules}/money/currency_codes.tsv")
foreach(which countries subdivisions)
  dealwire_generate_lexicon("${PROJECT_SOURCE_DIR}/cmake/tools/make_place_names.cc" ${which}
    "${generated_rules}/party/${which}.tsv")
  list(APPEND generated_rule_files "${generated_rules}/party/${which}.tsv")
endforeach()
dealwire_generate_lexicon("${PROJECT_SOURCE_DIR}/cmake/tools/make_common_words.cc" /usr/share/dict/american-english
  "${generated_rules}/party/common_words.tsv")
list(APPEND generated_rule_files "${generated_rules}/party/common_words.tsv")
