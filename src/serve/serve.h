/*
 * serve - a page of HTML for browsers on this machine, which show it again when it changes
 *
 * Only 127.0.0.1 is listened on, and all addresses begin with a token that nobody can guess, so
 * neither other machines nor other users and web pages can read the screenplay.
 */
#ifndef PL_SERVE_H
#define PL_SERVE_H

#include "base/base.h"

struct pl_serve;

/* The server, which is in a module of its own. */
struct pl_serve_calls {
	/* Begin to serve; *port gets the port. `token` is borrowed. NULL: that is not possible, for
	 * want of memory, threads or ports. The address is http://127.0.0.1:PORT/TOKEN/. */
	struct pl_serve *(*start)(const char *token, unsigned *port);
	/* This is the page from now on. It is copied. Browsers go to its element `id`; "": they
	 * stay at the top. False: no memory, and the page is as before. */
	bool (*show)(struct pl_serve *serve, struct pl_str page, struct pl_str id);
	/* End all connections, and free it. */
	void (*stop)(struct pl_serve *serve);
};

/* NULL: the module is not installed. Static. */
const struct pl_serve_calls *pl_serve_calls(void);

/* For the module. */
const struct pl_serve_calls *pl_serve_http(void);

#endif
