/*
 * Measures reading a file as 64-bit words, the limit of a core, and scanning it with Hyperscan.
 * native bandwidth TEXT ROUNDS          prints seconds of the fastest round
 * native hyperscan TEXT TERMS ROUNDS    prints seconds of the fastest round and the number of matches; offsets are stored
 * Build: cc -O3 -march=native native.c -o native [-DHYPERSCAN -lhs]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef HYPERSCAN
#include <hs/hs.h>
#endif

static char *read_all(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(1); }
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*length + 64);
  if (fread(bytes, 1, *length, file) != *length) exit(1);
  memset(bytes + *length, 0, 64);
  fclose(file);
  return bytes;
}

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int bandwidth(const char *path, int rounds) {
  size_t length;
  const char *bytes = read_all(path, &length);
  double best = 1e9;
  volatile uint64_t sink = 0;
  for (int round = 0; round < rounds; round++) {
    double start = cpu();
    uint64_t sum = 0;
    const uint64_t *words = (const uint64_t *)bytes;
    for (size_t at = 0; at < length / 8; at++) sum += words[at];
    sink += sum;
    double spent = cpu() - start;
    if (spent < best) best = spent;
  }
  printf("%.9f 0\n", best);
  return 0;
}

#ifdef HYPERSCAN
struct hits { uint32_t *triples; size_t count, room; const uint32_t *lengths; };

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  struct hits *hits = context;
  (void)from; (void)flags;
  if (hits->count == hits->room) {
    hits->room *= 2;
    hits->triples = realloc(hits->triples, hits->room * 12);
  }
  uint32_t *hit = hits->triples + 3 * hits->count++;
  hit[0] = id; hit[1] = (uint32_t)to - hits->lengths[id]; hit[2] = (uint32_t)to;
  return 0;
}

static int hyperscan(const char *path, const char *terms_path, int rounds) {
  size_t length, terms_length, count = 0;
  const char *bytes = read_all(path, &length);
  char *terms = read_all(terms_path, &terms_length);
  for (size_t at = 0; at < terms_length; at++) count += terms[at] == '\n';
  const char **patterns = malloc(count * sizeof *patterns);
  size_t *lengths = malloc(count * sizeof *lengths);
  unsigned *flags = calloc(count, sizeof *flags), *ids = malloc(count * sizeof *ids);
  uint32_t *short_lengths = malloc(count * sizeof *short_lengths);
  char *line = terms;
  for (size_t n = 0; n < count; n++) {
    char *end = strchr(line, '\n');
    *end = 0;
    patterns[n] = line; lengths[n] = (size_t)(end - line); short_lengths[n] = (uint32_t)lengths[n]; ids[n] = (unsigned)n;
    line = end + 1;
  }
  hs_database_t *database; hs_compile_error_t *error; hs_scratch_t *scratch = NULL;
  if (hs_compile_lit_multi(patterns, flags, ids, lengths, (unsigned)count, HS_MODE_BLOCK, NULL, &database, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  hs_alloc_scratch(database, &scratch);
  double best = 1e9;
  struct hits hits = { malloc(12 * 65536), 0, 65536, short_lengths };
  for (int round = 0; round < rounds; round++) {
    hits.count = 0;
    double start = cpu();
    hs_scan(database, bytes, (unsigned)length, 0, scratch, on_match, &hits);
    double spent = cpu() - start;
    if (spent < best) best = spent;
  }
  printf("%.9f %zu\n", best, hits.count);
  return 0;
}
#endif

int main(int argc, char **argv) {
  if (argc == 4 && !strcmp(argv[1], "bandwidth")) return bandwidth(argv[2], atoi(argv[3]));
#ifdef HYPERSCAN
  if (argc == 5 && !strcmp(argv[1], "hyperscan")) return hyperscan(argv[2], argv[3], atoi(argv[4]));
#endif
  fprintf(stderr, "usage: native bandwidth TEXT ROUNDS | native hyperscan TEXT TERMS ROUNDS\n");
  return 2;
}
