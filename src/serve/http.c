/*
 * Three addresses below the token: "" is a frame with a script, "page" the screenplay in it, and
 * "events" a stream which never ends (server-sent events). When the page changes, an event says so,
 * and the script loads it again. So the page is served as it is, with its ban on scripts.
 *
 * Each connection has a thread, which waits in read_events for a change.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "serve/serve.h"

#define CONNECTIONS_MAX 32
#define ID_MAX 64
/* Seconds after which a stream without events shows that it is alive. */
#define ALIVE_SECONDS 15

static const char frame[] =
	"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>platen</title>\n"
	"<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100% } "
	"body { overflow: hidden }</style>\n</head>\n<body>\n<iframe></iframe>\n<script>\n"
	"const frame = document.querySelector('iframe');\n"
	"const events = new EventSource('events');\n"
	"frame.onload = () => document.title = frame.contentDocument.title;\n"
	"events.onmessage = event => {\n"
	"  const [version, id] = event.data.split(' ');\n"
	"  frame.src = 'page?' + version + (id ? '#' + id : '');\n"
	"};\n"
	"events.onerror = () => document.title = 'The preview has ended';\n"
	"</script>\n</body>\n</html>\n";

struct pl_serve {
	struct MHD_Daemon *daemon;
	const char *token;
	unsigned port;
	pthread_mutex_t mutex; /* of what follows */
	pthread_cond_t changed;
	struct pl_buffer page;
	char id[ID_MAX];
	unsigned version; /* of the page; 0: there is none yet */
	bool is_ending;
};

/* A stream of events. */
struct stream {
	struct pl_serve *serve;
	unsigned version; /* which it has sent */
};

/* ---------------------------------------------------------------------- events */

/* True: there is a version which the stream has not sent. False: the server ends, or nothing has
 * happened for a while. */
static bool
wait_for_change(const struct stream *stream)
{
	struct pl_serve *serve = stream->serve;
	struct timespec until;
	int error = 0;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ALIVE_SECONDS;
	while (!serve->is_ending && serve->version == stream->version && error == 0) {
		error = pthread_cond_timedwait(&serve->changed, &serve->mutex, &until);
	}
	return !serve->is_ending && serve->version != stream->version;
}

static ssize_t
read_events(void *user, uint64_t at, char *to, size_t size)
{
	struct stream *stream = user;
	struct pl_serve *serve = stream->serve;
	int length;
	(void)at;
	pthread_mutex_lock(&serve->mutex);
	if (wait_for_change(stream)) {
		stream->version = serve->version;
		length = snprintf(to, size, "data: %u %s\n\n", serve->version, serve->id);
	} else {
		length = snprintf(to, size, ":\n\n");
	}
	bool is_ending = serve->is_ending;
	pthread_mutex_unlock(&serve->mutex);
	return is_ending ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)length;
}

static struct MHD_Response *
make_events(struct pl_serve *serve)
{
	struct stream *stream = calloc(1, sizeof(*stream));
	if (stream == NULL) {
		return NULL;
	}
	stream->serve = serve;
	struct MHD_Response *response = MHD_create_response_from_callback(
		MHD_SIZE_UNKNOWN, 2 * ID_MAX, read_events, stream, free);
	if (response == NULL) {
		free(stream);
	}
	return response;
}

/* --------------------------------------------------------------------- answers */

static struct MHD_Response *
make_text(const char *text, size_t length)
{
	return MHD_create_response_from_buffer(length, (void *)(uintptr_t)text,
					       MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *
make_page(struct pl_serve *serve)
{
	pthread_mutex_lock(&serve->mutex);
	struct MHD_Response *response = make_text(serve->page.data, serve->page.length);
	pthread_mutex_unlock(&serve->mutex);
	return response;
}

/* Another web page may know a name which leads to 127.0.0.1; that name is in Host then. */
static bool
is_for_us(const struct pl_serve *serve, struct MHD_Connection *connection)
{
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	char own[32], local[32];
	snprintf(own, sizeof(own), "127.0.0.1:%u", serve->port);
	snprintf(local, sizeof(local), "localhost:%u", serve->port);
	return host != NULL && (strcmp(host, own) == 0 || strcmp(host, local) == 0);
}

/* What stands behind the token in `url`; NULL: it has another one. */
static const char *
name_in(const struct pl_serve *serve, const char *url)
{
	size_t length = strlen(serve->token);
	bool has_token = url[0] == '/' && strncmp(url + 1, serve->token, length) == 0 &&
			 url[length + 1] == '/';
	return has_token ? url + length + 2 : NULL;
}

static enum MHD_Result
send_and_free(struct MHD_Connection *connection, unsigned status, const char *type,
	      struct MHD_Response *response)
{
	static const struct {
		const char *name, *value;
	} headers[] = {
		{"Cache-Control", "no-store"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Content-Security-Policy",
		 "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
		 "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'"},
	};
	if (response == NULL) {
		return MHD_NO;
	}
	MHD_add_response_header(response, "Content-Type", type);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		MHD_add_response_header(response, headers[i].name, headers[i].value);
	}
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result
answer(void *user, struct MHD_Connection *connection, const char *url, const char *method,
       const char *version, const char *upload, size_t *upload_size, void **request)
{
	static const char html[] = "text/html; charset=utf-8", plain[] = "text/plain";
	struct pl_serve *serve = user;
	const char *name = is_for_us(serve, connection) ? name_in(serve, url) : NULL;
	(void)version;
	(void)upload;
	(void)upload_size;
	(void)request;
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
		return send_and_free(connection, MHD_HTTP_METHOD_NOT_ALLOWED, plain,
				     make_text("", 0));
	}
	if (name != NULL && strcmp(name, "") == 0) {
		return send_and_free(connection, MHD_HTTP_OK, html,
				     make_text(frame, strlen(frame)));
	}
	if (name != NULL && strcmp(name, "page") == 0) {
		return send_and_free(connection, MHD_HTTP_OK, html, make_page(serve));
	}
	if (name != NULL && strcmp(name, "events") == 0) {
		return send_and_free(connection, MHD_HTTP_OK, "text/event-stream",
				     make_events(serve));
	}
	return send_and_free(connection, MHD_HTTP_NOT_FOUND, plain, make_text("", 0));
}

/* ----------------------------------------------------------------------- calls */

static void
stop(struct pl_serve *serve)
{
	pthread_mutex_lock(&serve->mutex);
	serve->is_ending = true;
	pthread_cond_broadcast(&serve->changed);
	pthread_mutex_unlock(&serve->mutex);
	if (serve->daemon != NULL) {
		MHD_stop_daemon(serve->daemon);
	}
	pthread_cond_destroy(&serve->changed);
	pthread_mutex_destroy(&serve->mutex);
	pl_buffer_fini(&serve->page);
	free(serve);
}

static struct pl_serve *
start(const char *token, unsigned *port)
{
	struct pl_serve *serve = calloc(1, sizeof(*serve));
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	if (serve == NULL) {
		return NULL;
	}
	serve->token = token;
	pthread_mutex_init(&serve->mutex, NULL);
	pthread_cond_init(&serve->changed, NULL);
	serve->daemon = MHD_start_daemon(
		MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL,
		answer, serve, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MAX, MHD_OPTION_END);
	const union MHD_DaemonInfo *info =
		serve->daemon == NULL
			? NULL
			: MHD_get_daemon_info(serve->daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (info == NULL) {
		stop(serve);
		return NULL;
	}
	serve->port = info->port;
	*port = info->port;
	return serve;
}

static bool
show(struct pl_serve *serve, struct pl_str page, struct pl_str id)
{
	struct pl_buffer copy = {0};
	pl_buffer_put(&copy, page);
	if (copy.failed) {
		pl_buffer_fini(&copy);
		return false;
	}
	pthread_mutex_lock(&serve->mutex);
	pl_buffer_fini(&serve->page);
	serve->page = copy;
	snprintf(serve->id, sizeof(serve->id), "%.*s", (int)id.length,
		 id.length == 0 ? "" : id.data);
	serve->version++;
	pthread_cond_broadcast(&serve->changed);
	pthread_mutex_unlock(&serve->mutex);
	return true;
}

const struct pl_serve_calls *
pl_serve_http(void)
{
	static const struct pl_serve_calls calls = {start, show, stop};
	return &calls;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_serve_http};
#endif
