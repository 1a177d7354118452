/* What of an SQLite database a power cut leaves: of each file what it held when it was last synced, nothing else.

   Preloaded into a process that writes. Each file whose name holds $POWER_CUT_NAME is copied into the folder
   $POWER_CUT_IMAGE whenever it is synced; one that is deleted is deleted there too. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The place of a file in the image, or 0 if it is none of those watched. */
static int in_image(const char *path, char *place) {
    const char *image = getenv("POWER_CUT_IMAGE"), *watched = getenv("POWER_CUT_NAME");
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!image || !watched || !strstr(name, watched)) return 0;
    return snprintf(place, PATH_MAX, "%s/%s", image, name) < PATH_MAX - 8;
}

static void stop(const char *what) {
    perror(what);
    abort();
}

/* Read through the descriptor itself: to open and close the file once more would drop SQLite's locks on it. */
static void keep(int fd) {
    char link[64], path[PATH_MAX], place[PATH_MAX], beside[PATH_MAX], block[65536];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if (!in_image(path, place)) return;
    snprintf(beside, sizeof beside, "%s.new", place);
    int copy = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (copy < 0) stop(beside);
    off_t at = 0;
    ssize_t read;
    while ((read = pread(fd, block, sizeof block, at)) > 0) {
        if (write(copy, block, read) != read) stop(beside);
        at += read;
    }
    close(copy);
    /* Killed in between, the process leaves the image of the sync before. */
    if (read < 0 || rename(beside, place) != 0) stop(place);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int status = real(fd);
    if (status == 0) keep(fd);
    return status;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int status = real(fd);
    if (status == 0) keep(fd);
    return status;
}

int unlink(const char *path) {
    static int (*real)(const char *);
    if (!real) real = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    char place[PATH_MAX];
    if (in_image(path, place)) real(place);
    return real(path);
}
