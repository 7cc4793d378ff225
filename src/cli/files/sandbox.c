/*
 * What the process may still do once it knows its inputs and outputs, where Linux can enforce it.
 *
 * Landlock (5.13 and later) limits which files can be opened: reading only below what was allowed,
 * writing only in the folders of the outputs, executing nothing. Later versions deny TCP, and
 * signals to others. seccomp denies starting a program and opening a socket. Files that are open
 * already stay usable. This does not make the readers safe; it limits what a fault in them can be
 * used for. Kernels that know neither run the program without.
 *
 * Rejected: a list of all allowed system calls, which depends on the versions of libraries; child
 * processes and namespaces, which containers often deny.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/files.h"
#include "cli/files/replace.h"

#if defined(__has_feature)
#define HAS_FEATURE(name) __has_feature(name)
#else
#define HAS_FEATURE(name) 0
#endif
/* Sanitizers start programs, and look into their own process. */
#if defined(__linux__) && defined(__has_include) && !defined(__SANITIZE_ADDRESS__) &&              \
	!defined(__SANITIZE_THREAD__) && !HAS_FEATURE(address_sanitizer) &&                        \
	!HAS_FEATURE(thread_sanitizer) && !HAS_FEATURE(memory_sanitizer)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define HAS_SANDBOX 1
#endif
#endif

#ifdef HAS_SANDBOX

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* ------------------------------------------------------------------------ Landlock */

/* Headers may be older than the kernel. */
#define TRUNCATE (1ULL << 14)  /* version 3 */
#define IOCTL_DEV (1ULL << 15) /* version 5 */

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_FILE (LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE | IOCTL_DEV)
#define WRITE                                                                                      \
	(LANDLOCK_ACCESS_FS_READ_DIR | WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |                  \
	 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* The rights that a rule for a file, and not a folder, may give. */
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | WRITE_FILE)

struct ruleset {
	uint64_t files;
	uint64_t network; /* version 4: TCP, bind and connect */
	uint64_t scoped;  /* version 6: abstract sockets, signals */
};

/* All rights over files that a version of Landlock knows. */
static uint64_t
rights_of(long version)
{
	unsigned count = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
	return (UINT64_C(1) << count) - 1;
}

void
cli_sandbox_begin(struct cli_sandbox *sandbox)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	*sandbox = (struct cli_sandbox){.rules = -1};
	if (version < 1) {
		return;
	}
	struct ruleset ruleset = {
		.files = rights_of(version),
		.network = version >= 4 ? 3 : 0,
		.scoped = version >= 6 ? 3 : 0,
	};
	size_t size = version >= 6   ? sizeof(ruleset)
		      : version >= 4 ? offsetof(struct ruleset, scoped)
				     : offsetof(struct ruleset, network);
	sandbox->rights = ruleset.files;
	sandbox->rules = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
}

/* Without one of its rules the run would fail, so if one cannot be made, limit no files. */
static void
give_up(struct cli_sandbox *sandbox)
{
	close(sandbox->rules);
	sandbox->rules = -1;
}

/* A file that does not exist needs no rule. */
static void
allow(struct cli_sandbox *sandbox, const char *path, uint64_t rights)
{
	struct stat about;
	int fd = sandbox->rules < 0 ? -1 : open(path, O_PATH | O_CLOEXEC);
	if (fd < 0) {
		if (sandbox->rules >= 0 &&
		    (errno == EMFILE || errno == ENFILE || errno == ENOMEM)) {
			give_up(sandbox);
		}
		return;
	}
	if (fstat(fd, &about) == 0 && !S_ISDIR(about.st_mode)) {
		rights &= OF_FILES;
	}
	struct landlock_path_beneath_attr rule = {.allowed_access = rights & sandbox->rights,
						  .parent_fd = fd};
	/* EBADFD: a pipe or socket, whose opening is not limited */
	if (syscall(SYS_landlock_add_rule, sandbox->rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) !=
		    0 &&
	    errno != EBADFD) {
		give_up(sandbox);
	}
	close(fd);
}

void
cli_sandbox_read(struct cli_sandbox *sandbox, const char *path)
{
	allow(sandbox, path, READ);
}

void
cli_sandbox_list(struct cli_sandbox *sandbox, const char *path)
{
	char folder[PATH_MAX];
	size_t length = cli_folder_length(path);
	if (length < sizeof(folder)) {
		snprintf(folder, sizeof(folder), "%.*s", (int)length, path);
		allow(sandbox, length == 0 ? "." : folder, LANDLOCK_ACCESS_FS_READ_DIR);
	}
}

void
cli_sandbox_write(struct cli_sandbox *sandbox, const char *path)
{
	allow(sandbox, path, READ | WRITE);
}

/* ------------------------------------------------------------------------- seccomp */

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

/* Starting a program and opening a socket fail with EPERM; so do calls in another machine's
 * convention. */
static void
deny_programs_and_sockets(void)
{
#ifdef MACHINE
	enum { X32 = 0x40000000 };
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0, 6),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 4, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 3, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 2, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#endif
}

void
cli_sandbox_enter(struct cli_sandbox *sandbox)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
		if (sandbox->rules >= 0) {
			syscall(SYS_landlock_restrict_self, sandbox->rules, 0);
		}
		deny_programs_and_sockets();
	}
	if (sandbox->rules >= 0) {
		give_up(sandbox);
	}
}

#else

void
cli_sandbox_begin(struct cli_sandbox *sandbox)
{
	*sandbox = (struct cli_sandbox){.rules = -1};
}

void
cli_sandbox_read(struct cli_sandbox *sandbox, const char *path)
{
	(void)sandbox, (void)path;
}

void
cli_sandbox_list(struct cli_sandbox *sandbox, const char *path)
{
	(void)sandbox, (void)path;
}

void
cli_sandbox_write(struct cli_sandbox *sandbox, const char *path)
{
	(void)sandbox, (void)path;
}

void
cli_sandbox_enter(struct cli_sandbox *sandbox)
{
	(void)sandbox;
}

#endif

/* ------------------------------------------------------------------------- outputs */

/* The folder of a path which does not exist may itself have to be made. */
static void
go_to_existing(char path[PATH_MAX])
{
	struct stat about;
	while (stat(path, &about) != 0 && strcmp(path, ".") != 0 && strcmp(path, "/") != 0) {
		size_t length = strlen(path);
		while (length > 1 && path[length - 1] == '/') {
			path[--length] = '\0';
		}
		char folder[PATH_MAX];
		cli_folder_of(path, folder);
		strcpy(path, folder);
	}
}

void
cli_sandbox_output(struct cli_sandbox *sandbox, const char *path)
{
	char target[PATH_MAX], folder[PATH_MAX];
	struct stat about;
	if (cli_follow_links(path, target) != 0) {
		return;
	}
	if (stat(target, &about) == 0 && !S_ISREG(about.st_mode)) {
		cli_sandbox_write(sandbox, target);
		return;
	}
	cli_folder_of(target, folder);
	go_to_existing(folder);
	cli_sandbox_write(sandbox, folder);
}
