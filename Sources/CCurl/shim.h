#ifndef WORKPRINT_CCURL_SHIM_H
#define WORKPRINT_CCURL_SHIM_H

// curl's own type checks are macros around the variadic functions, which are called below only, with
// the types in the parameter lists.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Only what Swift cannot call: variadic functions, once for each type that is handed over.

static inline CURLcode wp_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode wp_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
// Strings (which curl copies), lists, mime structures, and what callbacks are handed.
static inline CURLcode wp_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return curl_easy_setopt(handle, option, value);
}
// Write and header callbacks are of one type.
static inline CURLcode wp_set_write(CURL *handle, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode wp_set_progress(CURL *handle, curl_xferinfo_callback value) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}
static inline CURLcode wp_set_open_socket(CURL *handle, curl_opensocket_callback value) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline CURLcode wp_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode wp_get_size(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

// The result in a message is in a union with a pointer.
static inline CURLcode wp_message_result(const CURLMsg *message) { return message->data.result; }

// A macro with a cast inside, and one that is an enumerator of no type Swift knows.
static const curl_socket_t wp_bad_socket = CURL_SOCKET_BAD;
static const size_t wp_pause = CURL_WRITEFUNC_PAUSE;
static const size_t wp_abort_reading = CURL_READFUNC_ABORT;
static const size_t wp_zero_terminated = CURL_ZERO_TERMINATED;
static const long wp_global_default = CURL_GLOBAL_DEFAULT;

#endif
