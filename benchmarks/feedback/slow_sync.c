/* Preloaded, makes every sync of a file take two milliseconds longer, as a slower disk would. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static const struct timespec SLOWER = {0, 2 * 1000 * 1000};

static int slowly(const char *name, int file)
{
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    nanosleep(&SLOWER, 0);
    return sync(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
