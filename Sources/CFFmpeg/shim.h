#ifndef WORKPRINT_CFFMPEG_SHIM_H
#define WORKPRINT_CFFMPEG_SHIM_H

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/murmur3.h>
#include <libavutil/opt.h>
#include <libavutil/mem.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// Only what Swift cannot call.

// Function-like macros.
static inline int wp_error(int posix) { return AVERROR(posix); }

// Macros with casts or other macros inside.
static const enum AVPixelFormat wp_gbrp16 = AV_PIX_FMT_GBRP16;
static const int wp_error_eof = AVERROR_EOF;
static const int wp_error_exit = AVERROR_EXIT;
static const int wp_invalid_data = AVERROR_INVALIDDATA;
static const int wp_decoder_not_found = AVERROR_DECODER_NOT_FOUND;
static const int wp_demuxer_not_found = AVERROR_DEMUXER_NOT_FOUND;
static const int wp_not_supported = AVERROR_PATCHWELCOME;
static const int64_t wp_no_pts = AV_NOPTS_VALUE;

// Formats a log line; the va_list that FFmpeg hands over is consumed here, where C can hold it.
static inline int wp_format_log_line(void *object, int level, const char *format, va_list arguments,
                                     char *line, int size) {
  int prefix = 1;
  return av_log_format_line2(object, level, format, arguments, line, size, &prefix);
}

// AVFormatContext.start_time and friends are fields; AVChannelLayout has an anonymous union, which
// Swift imports, but a compound literal for stereo it does not.
static inline void wp_stereo(AVChannelLayout *layout) { av_channel_layout_default(layout, 2); }

// The display matrix of a stream. The place of stream side data moved in FFmpeg 6.1 (libavformat
// 60.15), and the old function is gone in 8.
static inline const int32_t *wp_display_matrix(const AVStream *stream) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData *side = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return side && side->size >= 36 ? (const int32_t *)side->data : NULL;
#else
  size_t size = 0;
  const uint8_t *side = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return side && size >= 36 ? (const int32_t *)side : NULL;
#endif
}

// What else a stream carries beside its packets (a display matrix, HDR metadata), to be copied to
// another stream. It moved likewise.
static inline int wp_side_data_count(const AVStream *stream) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  return stream->codecpar->nb_coded_side_data;
#else
  return stream->nb_side_data;
#endif
}

static inline const AVPacketSideData *wp_side_data_at(const AVStream *stream, int index) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  return &stream->codecpar->coded_side_data[index];
#else
  return &stream->side_data[index];
#endif
}

static inline uint8_t *wp_new_side_data(AVStream *stream, enum AVPacketSideDataType type, size_t size) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  AVPacketSideData *side = av_packet_side_data_new(
      &stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data, type, size, 0);
  return side ? side->data : NULL;
#else
  return av_stream_new_side_data(stream, type, size);
#endif
}

// Any side data of a stream, likewise.
static inline const uint8_t *wp_side_data(const AVStream *stream, enum AVPacketSideDataType type,
                                          size_t *size) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData *side = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, type);
  *size = side ? side->size : 0;
  return side ? side->data : NULL;
#else
  return av_stream_get_side_data(stream, type, size);
#endif
}

// AVFrame.interlaced_frame became a flag in FFmpeg 6.1 (libavutil 58.7).
static inline int wp_is_interlaced(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame->interlaced_frame;
#endif
}

// Whether a decoder says that a frame is not as it was encoded.
static inline int wp_is_damaged(const AVFrame *frame) {
  return (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0;
}

// How long a frame is on; it was called pkt_duration until FFmpeg 6 (libavutil 57.30).
static inline int64_t wp_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame->duration;
#else
  return frame->pkt_duration;
#endif
}

// AVFrame.key_frame became a flag likewise.
static inline void wp_force_key_frame(AVFrame *frame) { frame->pict_type = AV_PICTURE_TYPE_I; }

// libavfilter brings thirty libraries more, for graphics cards, speech and film subtitles, which take a third
// of the time in which a program with FFmpeg starts. On Linux it is loaded when a filter is first needed; on
// macOS, where libraries start quickly and lie in places that dlopen does not look in, it is linked.
#ifdef __APPLE__
#define WP_FILTER(function) function
static inline int wp_load_filters(void) { return 1; }
#else
#include <dlfcn.h>
static inline void *wp_filter_library(void) {
  static void *library;
  void *known = __atomic_load_n(&library, __ATOMIC_ACQUIRE);
  if (known) return known;
  known = dlopen("libavfilter.so." AV_STRINGIFY(LIBAVFILTER_VERSION_MAJOR), RTLD_NOW | RTLD_LOCAL);
  __atomic_store_n(&library, known, __ATOMIC_RELEASE);
  return known;
}
#define WP_FILTER(function) ((__typeof__(&function))dlsym(wp_filter_library(), #function))
// Whether the library is there; before that, none of the functions below may be called.
static inline int wp_load_filters(void) { return wp_filter_library() != NULL; }
#endif

static inline const AVFilter *wp_filter_named(const char *name) {
  return WP_FILTER(avfilter_get_by_name)(name);
}
static inline AVFilterGraph *wp_graph_alloc(void) { return WP_FILTER(avfilter_graph_alloc)(); }
static inline void wp_graph_free(AVFilterGraph **graph) { WP_FILTER(avfilter_graph_free)(graph); }
static inline int wp_graph_create(AVFilterContext **filter, const char *kind, const char *name,
                                  const char *arguments, AVFilterGraph *graph) {
  return WP_FILTER(avfilter_graph_create_filter)(filter, wp_filter_named(kind), name, arguments, NULL, graph);
}
static inline int wp_graph_parse(AVFilterGraph *graph, const char *chain, AVFilterInOut **inputs,
                                 AVFilterInOut **outputs) {
  return WP_FILTER(avfilter_graph_parse_ptr)(graph, chain, inputs, outputs, NULL);
}
static inline int wp_graph_config(AVFilterGraph *graph) {
  return WP_FILTER(avfilter_graph_config)(graph, NULL);
}
static inline AVFilterInOut *wp_inout_alloc(void) { return WP_FILTER(avfilter_inout_alloc)(); }
static inline void wp_inout_free(AVFilterInOut **list) { WP_FILTER(avfilter_inout_free)(list); }
static inline int wp_source_add(AVFilterContext *source, AVFrame *frame, int flags) {
  return WP_FILTER(av_buffersrc_add_frame_flags)(source, frame, flags);
}
static inline int wp_sink_get(AVFilterContext *sink, AVFrame *frame) {
  return WP_FILTER(av_buffersink_get_frame)(sink, frame);
}
static inline void wp_sink_set_frame_size(AVFilterContext *sink, unsigned size) {
  WP_FILTER(av_buffersink_set_frame_size)(sink, size);
}

// Not in Swift's Glibc.
#ifdef __GLIBC__
#include <malloc.h>
static inline void wp_limit_arenas(int count) { mallopt(M_ARENA_MAX, count); }
#else
static inline void wp_limit_arenas(int count) { (void)count; }
#endif

#endif
