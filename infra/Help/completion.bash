# shellcheck shell=bash
# Completion of infra and ./run for bash. For every shell from now on: infra completion bash >> ~/.bashrc
_infra() {
  COMPREPLY=()
  local word
  # Read line by line: a list of words would be expanded by the shell.
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <("${COMP_WORDS[0]}" completion suggest -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
# Where nothing fits, a file is meant.
complete -o default -F _infra infra ./run
