#!/usr/bin/env bash
# The step of action.yml: installs trainlog-doctor from the action's own checkout, runs the gate, hands its reports on.
set -euo pipefail

work=${RUNNER_TEMP:-$(mktemp -d)}/trainlog-doctor
mkdir -p "$work"

if ! command -v trainlog-doctor >/dev/null; then
    "${INPUT_PYTHON:-python3}" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
    PATH="$work/venv/bin:$PATH"
fi

arguments=()

# each FLAG TEXT: gives every line of a text that is not blank, behind its flag if there is one.
each() {
    local line
    while IFS= read -r line; do
        line="${line#"${line%%[![:space:]]*}"}"
        line="${line%"${line##*[![:space:]]}"}"
        [ -z "$line" ] || arguments+=(${1:+"$1"} "$line")
    done <<<"$2"
}

each --fail-on "${INPUT_FAIL_ON:-}"
each --require "${INPUT_REQUIRE:-}"
each --max-drop "${INPUT_MAX_DROP:-}"
each --baseline "${INPUT_BASELINE:-}"
each --lang "${INPUT_LANG:-}"
[ "${INPUT_ALLOW_UNJUDGED:-false}" != true ] || arguments+=(--allow-unjudged)
arguments+=(--)
each "" "${INPUT_SOURCES:-}"

code=0
trainlog-doctor check \
    --format github \
    --format "markdown=$work/summary.md" \
    --format "sarif=$work/trainlog-doctor.sarif" \
    --format "junit=$work/trainlog-doctor.xml" \
    "${arguments[@]}" || code=$?

[ ! -f "$work/summary.md" ] || cat "$work/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
{
    echo "exit-code=$code"
    echo "sarif=$work/trainlog-doctor.sarif"
    echo "junit=$work/trainlog-doctor.xml"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
