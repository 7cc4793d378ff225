/*
 * measure OUTPUT COMMAND... - run a command with its standard output in a file, and print the
 * CPU time that it took in microseconds, its peak memory in kilobytes, and its exit status
 *
 * The kernel counts what this process has in memory as the child's, so it must be small: Python
 * would hide what a program of a few megabytes takes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run(const char *output, char *const *command)
{
	int file = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	int nothing = open("/dev/null", O_WRONLY);
	if (file >= 0 && nothing >= 0) {
		dup2(file, STDOUT_FILENO);
		dup2(nothing, STDERR_FILENO);
		execvp(command[0], command);
	}
	_exit(127);
}

int
main(int count, char **words)
{
	struct rusage usage;
	int status = 0;
	pid_t child = count < 3 ? -1 : vfork();
	if (child == 0) {
		run(words[1], words + 2);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child) {
		return 1;
	}
	long seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
	long micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
	printf("%ld %ld %d\n", seconds * 1000000 + micros, usage.ru_maxrss,
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
