/* What a disk is told, written on a tape, for a process that is started with this library before all others.
 *
 * Whatever the process does to files under the folder POWER_ROOT is appended to the file POWER_TAPE, in its order: a
 * disk that loses its power keeps for certain only what was synced, and the tape says what that is at every moment
 * (tests/faults/power.py). A record is a header, a path, perhaps a second path, and the bytes that were written. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct record {
    uint32_t size; /* of all that follows these four bytes */
    uint32_t what; /* 'W'rite, 'T'runcate, 'S'ync, 'R'ename, 'U'nlink, 'D'irectory made */
    int64_t offset;
    uint32_t path;  /* bytes of the path */
    uint32_t other; /* bytes of the second path */
};

static int tape = -1;
static char root[PATH_MAX];
static size_t root_length;

#define REAL(name) static __typeof__(name) *real_##name
REAL(write);
REAL(pwrite64);
REAL(writev);
REAL(fsync);
REAL(fdatasync);
REAL(ftruncate64);
REAL(unlink);
REAL(unlinkat);
REAL(rename);
REAL(renameat);
REAL(link);
REAL(mkdir);
REAL(open64);
REAL(openat64);

__attribute__((constructor)) static void begin(void)
{
    if (real_write)
        return;
#define FIND(name) real_##name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
    FIND(pwrite64);
    FIND(writev);
    FIND(fsync);
    FIND(fdatasync);
    FIND(ftruncate64);
    FIND(unlink);
    FIND(unlinkat);
    FIND(rename);
    FIND(renameat);
    FIND(link);
    FIND(mkdir);
    FIND(open64);
    FIND(openat64);
    FIND(write);
    const char *folder = getenv("POWER_ROOT"), *path = getenv("POWER_TAPE");
    if (!folder || !path || !realpath(folder, root))
        return;
    root_length = strlen(root);
    tape = real_open64(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* The path under the root, or NULL for what lies elsewhere. */
static const char *within(const char *path)
{
    if (tape < 0 || strncmp(path, root, root_length) || (path[root_length] && path[root_length] != '/'))
        return NULL;
    return path[root_length] ? path + root_length + 1 : ".";
}

static const char *of_file(int file, char *kept)
{
    char link[64];
    if (tape < 0)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, kept, PATH_MAX - 1);
    if (length <= 0)
        return NULL;
    kept[length] = 0;
    /* What is removed already is on no disk after the next start. */
    if (length > 10 && !strcmp(kept + length - 10, " (deleted)"))
        return NULL;
    return within(kept);
}

static const char *of_path(int folder, const char *path, char *kept)
{
    if (tape < 0)
        return NULL;
    if (path[0] == '/' || (folder == AT_FDCWD && !getcwd(kept, PATH_MAX)))
        snprintf(kept, PATH_MAX, "%s", path);
    else {
        if (folder != AT_FDCWD) {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, kept, PATH_MAX - 1);
            kept[length > 0 ? length : 0] = 0;
        }
        size_t length = strlen(kept);
        snprintf(kept + length, PATH_MAX - length, "/%s", path);
    }
    return within(kept);
}

static void tell(uint32_t what, const char *path, const char *other, int64_t offset, const void *data, size_t size)
{
    int before = errno;
    struct record head = {0, what, offset, (uint32_t)strlen(path), other ? (uint32_t)strlen(other) : 0};
    head.size = (uint32_t)(sizeof head - sizeof head.size + head.path + head.other + size);
    struct iovec parts[] = {
        {&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)data, size}};
    /* One append is one piece, whoever else appends. */
    if (real_writev(tape, parts, 4) != (ssize_t)(head.size + sizeof head.size))
        abort();
    errno = before;
}

ssize_t write(int file, const void *data, size_t size)
{
    char kept[PATH_MAX];
    begin();
    const char *path = of_file(file, kept);
    ssize_t done = real_write(file, data, size);
    if (path && done > 0)
        tell('W', path, NULL, lseek(file, 0, SEEK_CUR) - done, data, (size_t)done);
    return done;
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset)
{
    char kept[PATH_MAX];
    begin();
    const char *path = of_file(file, kept);
    ssize_t done = real_pwrite64(file, data, size, offset);
    if (path && done > 0)
        tell('W', path, NULL, offset, data, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t size, off_t offset)
{
    return pwrite64(file, data, size, offset);
}

int ftruncate64(int file, off64_t size)
{
    char kept[PATH_MAX];
    begin();
    const char *path = of_file(file, kept);
    int failed = real_ftruncate64(file, size);
    if (path && !failed)
        tell('T', path, NULL, size, NULL, 0);
    return failed;
}

int ftruncate(int file, off_t size)
{
    return ftruncate64(file, size);
}

/* A sync is told of once it is done. The machine itself keeps its power, so that its disk need not be waited for. */
static int sync_it(int file)
{
    char kept[PATH_MAX];
    begin();
    const char *path = of_file(file, kept);
    if (!path)
        return real_fsync(file);
    tell('S', path, NULL, 0, NULL, 0);
    return 0;
}

int fsync(int file)
{
    return sync_it(file);
}

int fdatasync(int file)
{
    return sync_it(file);
}

static int opened(int file, int flags)
{
    char kept[PATH_MAX];
    struct stat found;
    if (file < 0 || !(flags & (O_TRUNC | O_CREAT)) || (flags & O_ACCMODE) == O_RDONLY)
        return file;
    const char *path = of_file(file, kept);
    /* A file that is there and is opened with O_CREAT keeps what it has; an empty one is as if it were made. */
    if (path && !fstat(file, &found) && S_ISREG(found.st_mode) && found.st_size == 0)
        tell('T', path, NULL, 0, NULL, 0);
    return file;
}

#define MODE(flags)                                                                                                    \
    mode_t mode = 0;                                                                                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                             \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

int open64(const char *path, int flags, ...)
{
    MODE(flags)
    begin();
    return opened(real_open64(path, flags, mode), flags);
}

int open(const char *path, int flags, ...)
{
    MODE(flags)
    begin();
    return opened(real_open64(path, flags, mode), flags);
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE(flags)
    begin();
    return opened(real_openat64(folder, path, flags, mode), flags);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE(flags)
    begin();
    return opened(real_openat64(folder, path, flags, mode), flags);
}

static int removed(int failed, const char *path)
{
    if (path && !failed)
        tell('U', path, NULL, 0, NULL, 0);
    return failed;
}

int unlink(const char *name)
{
    char kept[PATH_MAX];
    begin();
    return removed(real_unlink(name), of_path(AT_FDCWD, name, kept));
}

int unlinkat(int folder, const char *name, int flags)
{
    char kept[PATH_MAX];
    begin();
    return removed(real_unlinkat(folder, name, flags), of_path(folder, name, kept));
}

static int renamed(int failed, uint32_t what, const char *from, const char *to)
{
    if (from && to && !failed)
        tell(what, from, to, 0, NULL, 0);
    return failed;
}

int rename(const char *from, const char *to)
{
    char kept[PATH_MAX], other[PATH_MAX];
    begin();
    return renamed(real_rename(from, to), 'R', of_path(AT_FDCWD, from, kept), of_path(AT_FDCWD, to, other));
}

int renameat(int old, const char *from, int fresh, const char *to)
{
    char kept[PATH_MAX], other[PATH_MAX];
    begin();
    return renamed(real_renameat(old, from, fresh, to), 'R', of_path(old, from, kept), of_path(fresh, to, other));
}

int link(const char *from, const char *to)
{
    char kept[PATH_MAX], other[PATH_MAX];
    begin();
    return renamed(real_link(from, to), 'L', of_path(AT_FDCWD, from, kept), of_path(AT_FDCWD, to, other));
}

int mkdir(const char *name, mode_t mode)
{
    char kept[PATH_MAX];
    begin();
    int failed = real_mkdir(name, mode);
    const char *path = failed ? NULL : of_path(AT_FDCWD, name, kept);
    if (path)
        tell('D', path, NULL, 0, NULL, 0);
    return failed;
}
