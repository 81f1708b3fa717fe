#!/usr/bin/env bash
# Screens what an event brings to a repository: called by action.yml. No value of an event is part of a command line that
# a shell parses. Exit status: that of screen, and 0 when there is nothing to screen.
set -euo pipefail

is_commit() { git rev-parse --verify --quiet --end-of-options "$1^{commit}" >/dev/null; }
is_zero() { [[ -z "${1//0/}" ]]; }

# The range of the event: what it brings, never the whole history unless that is what it brings.
range_of_event() {
  local default="refs/remotes/origin/$DEFAULT_BRANCH"
  local first_parent="$HEAD^1"
  if [[ -n "$BASE" ]] && ! is_zero "$BASE"; then
    # After a forced push the earlier commit is in no branch any more.
    is_commit "$BASE" || git fetch --quiet --no-tags origin "$BASE" 2>/dev/null || true
    if is_commit "$BASE"; then echo "$BASE..$HEAD"; return; fi
  elif [[ "$REF" == "refs/heads/$DEFAULT_BRANCH" ]]; then
    # The first push of the default branch brings everything; a run that no push started brings the last commit.
    if [[ -n "$BASE" ]] || ! is_commit "$first_parent"; then echo "$HEAD"; else echo "$first_parent..$HEAD"; fi
    return
  fi
  if [[ "$REF" != "refs/heads/$DEFAULT_BRANCH" ]] && is_commit "$default"; then echo "$default..$HEAD"; return; fi
  echo "Cannot tell what this event brings: commit ${BASE:-before it} is missing. Check out with fetch-depth: 0, or set range." >&2
  return 2
}

if [[ "${DELETED:-}" == true ]]; then
  echo "A deleted branch or tag brings nothing."
  exit 0
fi

if [[ -z "$RANGE" ]]; then RANGE=$(range_of_event); fi
options=(--range "$RANGE" --format "$FORMAT" --fail-on "$FAIL_ON")
# The earlier commit of a topic branch is its author's own: the policy is that of the default branch.
if [[ -z "$POLICY" && "$EVENT" != pull_request* && "$EVENT" != merge_group && -n "$DEFAULT_BRANCH" &&
  "$REF" != "refs/heads/$DEFAULT_BRANCH" ]]; then
  POLICY="refs/remotes/origin/$DEFAULT_BRANCH"
  # A checkout of one branch does not have it.
  is_commit "$POLICY" || git fetch --quiet --no-tags origin "+refs/heads/$DEFAULT_BRANCH:$POLICY" 2>/dev/null || true
  if ! is_commit "$POLICY"; then
    echo "The policy is that of $DEFAULT_BRANCH, which is missing. Check out with fetch-depth: 0, or set policy." >&2
    exit 2
  fi
fi
if [[ -n "$POLICY" ]]; then options+=(--policy "$POLICY"); fi
if [[ -n "$ACCEPT_POLICY" ]]; then options+=(--accept-policy "$ACCEPT_POLICY"); fi
if [[ -n "$OUTPUT" ]]; then options+=(--output "$OUTPUT"); fi
if [[ "$ALLOW_INCOMPLETE" == true ]]; then options+=(--allow-incomplete); fi
exec node "$GITHUB_ACTION_PATH/bin/screen.js" git "${options[@]}"
